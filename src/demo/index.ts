/** The demo: scenarios by name, each a simulated internet on loopback with one fault. */
import type { PretendScenario, ScenarioOptions } from './description.ts';
import { ALL_SCENARIOS, type ScenarioName } from './scenarios/index.ts';

export type { PretendScenario, ScenarioOptions } from './description.ts';

/**
 * `cause` is the expected root cause: the scenario's own finding, or `below` if that finding never occurs alone; null if there is
 * none.
 */
export const SCENARIOS: readonly { name: ScenarioName; title: string; shows: string | null; cause: string | null }[] = ALL_SCENARIOS.map(
  ({ name, title, shows, below }) => ({ name, title, shows, cause: below ?? shows }),
);

/** Starts a scenario. The code of the servers and certificates is loaded only now. */
export async function startScenario(name: string, options: ScenarioOptions): Promise<PretendScenario> {
  const scenario = ALL_SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new RangeError(`There is no demo scenario of the name ${name}.`);
  const { startPretendInternet } = await import('./internet.ts');
  return startPretendInternet(scenario, options);
}
