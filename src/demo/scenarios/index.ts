/** Every scenario, by name, in the order of the codes that they show. */
import type { FindingName } from '../../model/finding-codes.ts';
import type { Scenario } from '../description.ts';
import { ANSWER_SCENARIOS } from './answers.ts';
import { AWS_SCENARIOS } from './aws.ts';
import { AWS_2026_SCENARIOS, DOCUMENT_SCENARIOS, GCP_2026_SCENARIOS } from './editions.ts';
import { GATEWAY_SCENARIOS } from './gateway.ts';
import { IMAGE_SCENARIOS } from './images.ts';
import { NAME_SCENARIOS } from './names.ts';
import { type EditionScenarioEntry, LAUNCH_PROFILE, type ScenarioEntry, STANDARD_RUNNER } from './parts.ts';
import { PROXY_SCENARIOS } from './proxies.ts';
import { SSH_SCENARIOS } from './ssh.ts';
import { TLS_SCENARIOS } from './tls.ts';

const SCENARIOS = {
  /** A standard runner in an unrestricted network, with an AWS account that has the needed permissions. There is no finding. */
  healthy: {
    title: 'Everything is open',
    profile: { ...LAUNCH_PROFILE, consents: [...LAUNCH_PROFILE.consents, 'download'] },
    network: {},
  } satisfies ScenarioEntry,
  ...PROXY_SCENARIOS,
  ...NAME_SCENARIOS,
  ...TLS_SCENARIOS,
  ...ANSWER_SCENARIOS,
  ...GATEWAY_SCENARIOS,
  ...AWS_SCENARIOS,
  ...IMAGE_SCENARIOS,
  ...SSH_SCENARIOS,
  ...AWS_2026_SCENARIOS,
  ...GCP_2026_SCENARIOS,
  ...DOCUMENT_SCENARIOS,
};
export type ScenarioName = keyof typeof SCENARIOS;

export const ALL_SCENARIOS: readonly (Scenario & { name: ScenarioName; shows: FindingName | null })[] = Object.entries<
  Omit<ScenarioEntry, 'shows'> & Partial<EditionScenarioEntry>
>(SCENARIOS).map(([name, { profile = STANDARD_RUNNER, network, ...scenario }]) => ({
  name: name as ScenarioName,
  // In every other table, a scenario has the name of its finding.
  shows: name === 'healthy' ? null : (name as FindingName),
  profile,
  network: { ec2: profile.from !== 'laptop', ...network },
  ...scenario,
}));
