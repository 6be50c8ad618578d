/** The key on this machine was deleted in AWS. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsCredentialsInvalid: Scenario = {
  name: 'aws-credentials-invalid',
  title: 'AWS does not know the key',
  profile: STANDARD_RUNNER,
  network: { aws: { keys: {} }, ec2: true },
};
