/** A user's own walk: the far ends are in other processes, which needs the lab's namespaces. */
import { findMissing } from '../../test/lab/needs.ts';
import { peakMemoryOfWalk } from '../../test/lab/peak-memory.ts';
import { SCENARIOS } from '../../test/lab/scenarios/index.ts';
import { type Benchmark, type Figure, repeated, type Skipped } from './figure.ts';

const RUNS = 5;

export const memory: Benchmark = {
  name: 'memory',
  run: async () => [await peakOfWalk('peak memory of the guided session alone')],
};

/** Of the built program, or of another command line that starts it. */
export async function peakOfWalk(what: string, program?: readonly string[]): Promise<Figure | Skipped> {
  const scenario = SCENARIOS.find(({ name }) => name === 'healthy');
  if (scenario === undefined) throw new Error('The lab has no healthy scenario.');
  const missing = (await findMissing())(scenario);
  if (missing.length > 0) return { what, missing: missing.join(', ') };
  return { what, values: await repeated(RUNS, () => peakMemoryOfWalk(scenario, program)), unit: 'MiB', most: 120 };
}
