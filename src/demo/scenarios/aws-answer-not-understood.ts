/** A page of the network answers AWS calls with status 200 and passes for an empty list. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const awsAnswerNotUnderstood: Scenario = {
  name: 'aws-answer-not-understood',
  title: 'A page answers for AWS',
  profile: STANDARD_RUNNER,
  network: {
    aws: { answers: { 'ec2:DescribeImages': 'page', 'ec2:GetAllowedImagesSettings': 'page' } },
    ec2: true,
  },
};
