/** The key on this machine was deleted in AWS. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const awsCredentialsInvalid: Scenario = {
  name: 'aws-credentials-invalid',
  title: 'AWS does not know the key',
  profile: ASKS_AWS,
  network: { environment: keyEnvironment(), aws: { keys: {} }, ec2: true },
};
