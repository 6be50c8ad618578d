/** Diagnosing a large session, and whether ten times the observations take ten times the time. */
import { diagnose } from '../../src/diagnosis/index.ts';
import { type Benchmark, median } from './figure.ts';
import { largeSession } from './large-session.ts';

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
    ];
  },
};

function timeOf(count: number): number {
  const session = largeSession(count);
  const began = performance.now();
  diagnose(session);
  return performance.now() - began;
}
