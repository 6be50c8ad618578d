/** The genuine server, proven by TLS, answers 503. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const serviceUnhealthy: Scenario = {
  name: 'service-unhealthy',
  title: 'The service itself answers with an error',
  profile: STANDARD_RUNNER,
  network: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'status', status: 503 } }], ec2: true },
};
