/** The demo: scenarios by name, each a pretend internet on loopback with one thing wrong with it. */
import type { PretendWorld } from '../model/pretend-network.ts';
import type { Limits, Profile } from '../model/profile.ts';
import { ALL } from './scenarios/index.ts';

export { nebulaReply } from './nebula-responder.ts';

export interface PretendScenario {
  world: PretendWorld;
  profile: Profile;
  limits?: Partial<Limits>;
}

export interface ScenarioOptions {
  /** URLs that flags name beyond the profile; their hosts are served too. */
  extraUrls: readonly string[];
  /** What flags say instead of the scenario. */
  profile?: Partial<Profile>;
}

export const SCENARIOS: readonly { name: string; title: string }[] = ALL.map(({ name, title }) => ({ name, title }));

/** Starts a scenario; the servers and their certificates are loaded only now. */
export async function startScenario(name: string, options: ScenarioOptions): Promise<PretendScenario> {
  const scenario = ALL.find((candidate) => candidate.name === name);
  if (scenario === undefined) throw new RangeError(`There is no demo scenario of the name ${name}.`);
  const { start } = await import('./start.ts');
  return start(scenario, options);
}
