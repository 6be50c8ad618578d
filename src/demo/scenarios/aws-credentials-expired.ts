/** The session of the key on this machine is over. */
import { DEMO_KEY } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsCredentialsExpired: Scenario = {
  name: 'aws-credentials-expired',
  title: 'The AWS session has ended',
  profile: STANDARD_RUNNER,
  network: { aws: { keys: { [DEMO_KEY]: 'expired' } }, ec2: true },
};
