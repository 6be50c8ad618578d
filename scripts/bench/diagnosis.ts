/** Diagnosing a large session, and how its time grows with the number of observations. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { diagnose } from '../../src/diagnosis/index.ts';
import { largeSession, ONE_SORT } from '../../src/diagnosis/testing/large-session.ts';
import { processorMs } from '../../src/model/testing/processor-time.ts';
import { type Benchmark, repeated } from './figure.ts';

const RUNS = 5;
const SIZES = [1250, 2500, 5000, 10_000, 20_000];

export const diagnosis: Benchmark = {
  name: 'diagnosis',
  async run() {
    // Compiles what the runs need.
    for (let run = 0; run < 4; run += 1) timeOf(2500);
    return [
      { what: 'diagnosing 10,000 observations', values: await repeated(RUNS, () => timeOf(10_000)), unit: 'ms', most: 200 },
      {
        what: 'exponent of its time, from 1,250 to 20,000',
        values: await repeated(RUNS, () => exponentOf(SIZES.map((size) => [size, timeOf(size)]))),
        unit: '',
        most: 1.1,
      },
      ...(await Promise.all(
        Object.entries(ONE_SORT).map(async ([sort, made]) => {
          const values = await repeated(RUNS, () => timeOf(10_000, made));
          return { what: `diagnosing 10,000: ${sort}`, values, unit: 'ms' as const, most: 200 };
        }),
      )),
    ];
  },
};

/** The slope of a line through the logarithms (least squares): 1 where the time grows as the number does. */
function exponentOf(points: readonly (readonly [size: number, ms: number])[]): number {
  const logs = points.map(([size, ms]) => [Math.log(size), Math.log(ms)] as const);
  const mean = (of: (log: readonly [number, number]) => number) => logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, ms]) => ms)];
  return mean(([size, ms]) => (size - x) * (ms - y)) / mean(([size]) => (size - x) ** 2);
}

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
