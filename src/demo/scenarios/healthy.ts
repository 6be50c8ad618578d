/** A standard runner in a network that lets everything through. No finding. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const healthy: Scenario = {
  name: 'healthy',
  title: 'Everything is open',
  profile: { ...STANDARD_RUNNER, consents: ['download'] },
  network: { ec2: true },
};
