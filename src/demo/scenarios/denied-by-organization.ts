/** A service control policy of the organisation denies ec2:DescribeImages. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const deniedByOrganization: Scenario = {
  name: 'denied-by-organization',
  title: 'The organisation forbids it',
  profile: STANDARD_RUNNER,
  network: {
    aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'service control', explicit: true }] },
    ec2: true,
  },
};
