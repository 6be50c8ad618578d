/** Every scenario, by name, in the order of the codes that they show. */
import type { Scenario } from '../description.ts';
import { ANSWERS } from './answers.ts';
import { AWS } from './aws.ts';
import { GATEWAY } from './gateway.ts';
import { IMAGES } from './images.ts';
import { NAMES } from './names.ts';
import { LAUNCHES } from './parts.ts';
import { PROXIES } from './proxies.ts';
import { SSH } from './ssh.ts';
import { TLS } from './tls.ts';

const SCENARIOS = {
  /** A standard runner in an unrestricted network, and an AWS account with the needed permissions. No finding. */
  healthy: {
    title: 'Everything is open',
    profile: { ...LAUNCHES, consents: [...LAUNCHES.consents, 'download'] },
    network: { ec2: true },
  } satisfies Omit<Scenario, 'name'>,
  ...PROXIES,
  ...NAMES,
  ...TLS,
  ...ANSWERS,
  ...GATEWAY,
  ...AWS,
  ...IMAGES,
  ...SSH,
};
export type ScenarioName = keyof typeof SCENARIOS;

export const ALL: readonly (Scenario & { name: ScenarioName })[] = Object.entries<Omit<Scenario, 'name'>>(SCENARIOS).map(
  ([name, scenario]) => ({
    name: name as ScenarioName,
    ...scenario,
  }),
);
