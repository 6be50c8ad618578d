/** No policy of the role allows ec2:DescribeImages. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const describeImagesDenied: Scenario = {
  name: 'describe-images-denied',
  title: 'Images may not be listed',
  profile: ASKS_AWS,
  network: {
    environment: keyEnvironment(),
    aws: { refusals: [{ action: 'ec2:DescribeImages', by: 'identity-based', explicit: false }] },
    ec2: true,
  },
};
