/** A standard runner in a network that lets everything through, and an AWS account that allows what is needed. No finding. */
import type { Scenario } from '../description.ts';
import { LAUNCHES } from './parts.ts';

export const healthy: Scenario = {
  name: 'healthy',
  title: 'Everything is open',
  profile: { ...LAUNCHES, consents: [...LAUNCHES.consents, 'download'] },
  network: { ec2: true },
};
