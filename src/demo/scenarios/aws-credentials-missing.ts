/** AWS may be asked, and no source of credentials has any. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsCredentialsMissing: Scenario = {
  name: 'aws-credentials-missing',
  title: 'This machine has no AWS credentials',
  profile: STANDARD_RUNNER,
  network: { noCredentials: true, ec2: true },
};
