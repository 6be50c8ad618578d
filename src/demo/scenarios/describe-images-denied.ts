/** No policy of the role allows ec2:DescribeImages. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const describeImagesDenied: Scenario = {
  name: 'describe-images-denied',
  title: 'Images may not be listed',
  profile: STANDARD_RUNNER,
  network: {
    aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'identity-based', explicit: false }] },
    ec2: true,
  },
};
