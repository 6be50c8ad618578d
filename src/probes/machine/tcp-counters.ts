/** The number of segments that this network namespace has sent and resent, from the counters of Linux. */
import { readText } from '../../files/regular-file.ts';
import type { HostFacts } from '../../model/host-facts.ts';

type TcpCounters = NonNullable<HostFacts['tcpCounters']>;

const MAX_BYTES = 64 * 1024;

/** Null if the platform has none. */
export async function readTcpCounters(): Promise<TcpCounters | null> {
  const texts = await Promise.all(['/proc/net/snmp', '/proc/net/netstat'].map((path) => readText(path, MAX_BYTES)));
  return tcpCounters(texts.join('\n'));
}

/** Parses pairs of lines: the names after a protocol, then the numbers after the same protocol. */
export function tcpCounters(text: string): TcpCounters | null {
  const counters = new Map<string, number>();
  const lines = text.split('\n').map((line) => line.split(/\s+/));
  for (const [index, [protocol, ...names]] of lines.entries()) {
    const [same, ...numbers] = lines[index + 1] ?? [];
    if (protocol === same) for (const [at, name] of names.entries()) counters.set(`${protocol}${name}`, Number(numbers[at]));
  }
  const [sent, resent, firstResent] = ['Tcp:OutSegs', 'Tcp:RetransSegs', 'TcpExt:TCPSynRetrans'].map((name) => counters.get(name));
  const all = [sent, resent, firstResent];
  if (!all.every((count) => count !== undefined && Number.isSafeInteger(count) && count >= 0)) return null;
  return { sent: sent ?? 0, resent: resent ?? 0, firstResent: firstResent ?? 0 };
}
