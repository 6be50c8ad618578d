/** A page of the network answers AWS calls with status 200 and passes for an empty list. */
import { keyEnvironment } from '../aws/description.ts';
import type { Scenario } from '../description.ts';
import { ASKS_AWS } from './parts.ts';

export const awsAnswerNotUnderstood: Scenario = {
  name: 'aws-answer-not-understood',
  title: 'A page answers for AWS',
  profile: ASKS_AWS,
  network: {
    environment: keyEnvironment(),
    aws: { answers: { 'ec2:DescribeImages': 'page', 'ec2:GetAllowedImagesSettings': 'page' } },
    ec2: true,
  },
};
