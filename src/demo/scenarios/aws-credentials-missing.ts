/** AWS may be asked, and no source of credentials has any. */
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const awsCredentialsMissing: Scenario = {
  name: 'aws-credentials-missing',
  title: 'Nobody has left AWS credentials on this machine',
  profile: ASKS_AWS,
  network: { ec2: true },
};
