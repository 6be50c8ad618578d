/** The account has no default VPC, and nobody has said which subnet the runner launches into. */
import type { Scenario } from '../description.ts';
import { TRIES_LAUNCH } from './parts.ts';

export const launchNeedsParameters: Scenario = {
  name: 'launch-needs-parameters',
  title: 'A launch cannot be tried without a subnet',
  profile: TRIES_LAUNCH,
  network: { aws: { noDefaultVpc: true }, ec2: true },
};
