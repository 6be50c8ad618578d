/** The genuine server, proven by TLS, answers 403 to everything: a rule on its side about where we come from. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const serviceRefusesClient: Scenario = {
  name: 'service-refuses-client',
  title: 'The service turns this client away',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 403 } }], ec2: true },
};
