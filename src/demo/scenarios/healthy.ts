/** A standard runner in a network that lets everything through, and an AWS account that allows what is needed. No finding. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { LAUNCHES } from './parts.ts';

export const healthy: Scenario = {
  name: 'healthy',
  title: 'Everything is open',
  profile: { ...LAUNCHES, consents: [...LAUNCHES.consents, 'download'] },
  network: { environment: keyEnvironment(), ec2: true },
};
