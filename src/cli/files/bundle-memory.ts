/** Checks whether a bundle fits into the remaining memory. When memory runs out, V8 ends the process without a message of this program. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SessionEvent } from '../../model/session.ts';

const MB = 1_000_000;
/** Measured: the smallest session takes about this much, and a larger one a multiple of the size of its log. */
const MIN_BYTES = 16 * MB;
const TIMES_THE_LOG = 5;

/** The message about missing memory, in one line; null if the bundle fits. */
export function memoryProblem(events: readonly SessionEvent[]): string | null {
  const needed = MIN_BYTES + TIMES_THE_LOG * logBytes(events);
  if (leftBytes() >= needed) return null;
  collectGarbage();
  const left = leftBytes();
  return left >= needed
    ? null
    : `There is too little memory left to make the bundle: ${megabytes(left)}, but the bundle needs about ${megabytes(needed)}.`;
}

/** What V8's own limit leaves. The machine's free memory says little, because the page cache takes most of it and shrinks on demand. */
function leftBytes(): number {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  return Math.min(limit, statedLimit([...process.execArgv, process.env['NODE_OPTIONS'] ?? ''])) - used;
}

/** If the user set a limit, it is used as it is. V8 adds 200 MB to its own figure for the young generation, which holds no lasting data. */
export function statedLimit(words: readonly string[]): number {
  const stated = [...words.join(' ').matchAll(/--max[-_]old[-_]space[-_]size=(\d+)/g)].map(([, size]) => Number(size) * 1024 * 1024);
  return Math.min(...stated, Infinity);
}

/** V8 counts garbage as used until it is collected. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  setFlagsFromString('--no-expose-gc');
}

function logBytes(events: readonly SessionEvent[]): number {
  let bytes = 0;
  for (const event of events) bytes += JSON.stringify(event).length;
  return bytes;
}

function megabytes(bytes: number): string {
  return `${Math.max(0, Math.floor(bytes / MB))} MB`;
}
