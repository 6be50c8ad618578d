/** Diagnosing a large session, and whether ten times the observations take ten times the time. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { diagnose } from '../../src/diagnosis/index.ts';
import { largeSession, ONE_SORT } from '../../src/diagnosis/testing/large-session.ts';
import { processorMs } from '../../src/model/testing/processor-time.ts';
import { type Benchmark, median } from './figure.ts';

const RUNS = 5;

export const diagnosis: Benchmark = {
  name: 'diagnosis',
  async run() {
    timeOf(1000);
    const small = median(Array.from({ length: RUNS }, () => timeOf(1000)));
    const large = median(Array.from({ length: RUNS }, () => timeOf(10_000)));
    return [
      { what: 'diagnosing 10,000 observations', measured: `${Math.round(large)} ms`, budget: '≤ 200 ms', ok: large <= 200 },
      {
        what: '10,000 against 1,000 observations',
        measured: `${(large / small).toFixed(1)} × the time`,
        budget: '≤ 12 ×',
        ok: large <= 12 * small,
      },
      ...Object.entries(ONE_SORT).map(([sort, made]) => {
        const ms = median(Array.from({ length: RUNS }, () => timeOf(10_000, made)));
        return { what: `diagnosing 10,000: ${sort}`, measured: `${Math.round(ms)} ms`, budget: '≤ 200 ms', ok: ms <= 200 };
      }),
    ];
  },
};

setFlagsFromString('--expose-gc');
const collectGarbage: (of: { type: 'minor' }) => void = runInNewContext('gc');

/** Milliseconds. */
function timeOf(count: number, made = largeSession): number {
  const session = made(count);
  // What making the session left behind is not diagnosing's to clear away. Only the young generation: a full collection also discards
  // compiled code whose kinds of objects have all gone, and compiling that again took a third of the time. An object moves to the old
  // generation with its second collection.
  collectGarbage({ type: 'minor' });
  collectGarbage({ type: 'minor' });
  return processorMs(() => diagnose(session));
}
