/** A user's own walk: the far ends are in other processes, which needs the lab's namespaces. */
import { findMissing } from '../../test/lab/needs.ts';
import { peakMemoryOfWalk } from '../../test/lab/peak-memory.ts';
import { SCENARIOS } from '../../test/lab/scenarios/index.ts';
import type { Benchmark, Figure, Skipped } from './figure.ts';

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
  const peak = await peakMemoryOfWalk(scenario, program);
  return { what, measured: `${peak} MiB`, budget: '≤ 120 MiB', ok: peak <= 120 };
}
