/** Starts a scenario: its hosts follow from the requirements of its profile. */
import { assembleRequirements } from '../catalog/index.ts';
import type { Profile } from '../model/profile.ts';
import type { PretendScenario, Scenario, ScenarioOptions } from './description.ts';
import { pretendHosts } from './hosts.ts';
import { startInternet } from './internet.ts';

export async function startPretendInternet(scenario: Scenario, { extraUrls, profile: said }: ScenarioOptions): Promise<PretendScenario> {
  const profile: Profile = { ...scenario.profile, ...said };
  const world = await startInternet(scenario.network, pretendHosts(assembleRequirements(profile, null), extraUrls));
  return { world, profile, ...(scenario.limits === undefined ? {} : { limits: scenario.limits }) };
}
