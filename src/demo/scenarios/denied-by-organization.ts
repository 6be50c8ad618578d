/** A service control policy of the organisation denies ec2:DescribeImages. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const deniedByOrganization: Scenario = {
  name: 'denied-by-organization',
  title: 'The organisation forbids it',
  profile: ASKS_AWS,
  network: {
    environment: keyEnvironment(),
    aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'service control', explicit: true }] },
    ec2: true,
  },
};
