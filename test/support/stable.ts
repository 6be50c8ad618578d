/** A report without the parts that differ between two runs on the same network: times, and what the demo creates at each start. */

/** Names of fields that hold a time, a length of time, or a number that the system hands out. */
const FLEETING =
  /(At|Ms|^durationMs|^bytesPerSecond|^receivedBytes|^elapsed\w*|[pP]ort|[fF]ingerprint\w*|[sS]erial\w*|notBefore|notAfter|validFrom|validTo|sha256)$/;

/** Fields that are there on a busy machine only. */
const OF_THIS_MACHINE: ReadonlySet<string> = new Set(['stalled', 'spoiled']);

export function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value === 'string') return value.replace(/\b127\.0\.0\.1:\d+/g, '127.0.0.1').replace(/\b\d+(\.\d+)? m?s\b/g, 'a while');
  if (typeof value !== 'object' || value === null) return value;
  const lasting = Object.entries(value).filter(([name]) => !OF_THIS_MACHINE.has(name));
  return Object.fromEntries(lasting.map(([name, inner]) => [name, FLEETING.test(name) ? typeof inner : stable(inner)]));
}
