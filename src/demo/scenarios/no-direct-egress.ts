/** Names resolve, every connection is dropped, and no proxy is set. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const noDirectEgress: Scenario = {
  name: 'no-direct-egress',
  title: 'Nothing gets out and no proxy is configured',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*', does: 'drop' }], ec2: true },
  limits: SHORT_STAGES,
};
