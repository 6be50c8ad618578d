/** The session of the key on this machine is over. */
import { DEMO_KEY, keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const awsCredentialsExpired: Scenario = {
  name: 'aws-credentials-expired',
  title: 'The AWS session has ended',
  profile: ASKS_AWS,
  network: { environment: keyEnvironment(), aws: { keys: { [DEMO_KEY]: 'expired' } }, ec2: true },
};
