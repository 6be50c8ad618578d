/** Events of a stack and logs of a runner: a user who pastes them gets the cause, not the last line of the log. */
import { describe, expect, it } from 'vitest';
import type { FindingName } from '../../model/finding-codes.ts';
import { matchError } from './match.ts';
import { eachIsRead } from './testing/messages.ts';

describe('a CloudFormation event', () => {
  eachIsRead([
    [
      'RunnerInstance CREATE_FAILED Resource handler returned message: "Not authorized for images: [ami-0123456789abcdef0] (Service: Ec2, Status Code: 400, Request ID: 1)" (RequestToken: 2, HandlerErrorCode: InvalidRequest)',
      'aws',
      null,
      'ami-not-visible',
      'ami',
    ],
    [
      'Resource handler returned message: "The image id \'[ami-0123456789abcdef0]\' does not exist (Service: AutoScaling, Status Code: 400)" (HandlerErrorCode: InvalidRequest)',
      'aws',
      null,
      'ami-hidden-by-allowed-images',
      'ami',
    ],
    [
      'Unable to fetch parameters [/aws/service/bottlerocket/aws-ecs-1/x86_64/latest/image_id] from parameter store for this account.',
      'aws',
      null,
      'ami-not-visible',
      'ami',
    ],
    [
      'You must use a valid fully-formed launch template. You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1::image/ami-1 with an explicit deny in a service control policy: arn:aws:organizations::210987654321:policy/o-a/service_control_policy/p-1',
      'aws',
      null,
      'denied-by-organization',
      'ami',
    ],
  ]);

  // iotFab/iota-aws-full-node #6, kubernetes-retired/kube-aws #143
  it.each([
    'Template validation error: S3 error: Access Denied For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    'ValidationError: TemplateURL must reference a valid S3 object to which you have access.\n\tstatus code: 400, request id: 197c0637-bd84-11e6-8a37-476e5242d9c6',
  ])('is an error of AWS, not of the network, when its template cannot be read: %s', (text) => {
    expect(matchError(text)).toMatchObject([{ layer: 'aws', host: null, findings: [], entry: 'stack.template-unreadable' }]);
  });
});

describe("a runner's log line", () => {
  eachIsRead([
    ['The AMI ami-0123456789abcdef0 is deprecated', 'aws', null, 'ami-deprecated', 'ami'],
    ['State transition reason: Client.InternalError: Client error on launch', 'aws', null, 'launch-denied', 'ami'],
    [
      "failed to start environment: operation error EC2: RunInstances, https response error StatusCode: 400, RequestID: 1, api error InvalidAMIID.NotFound: The image id '[ami-0123456789abcdef0]' does not exist",
      'aws',
      null,
      'ami-hidden-by-allowed-images',
      'ami',
    ],
  ]);
});

it('an ordinary sentence about images matches no entry', () => {
  for (const text of ['The image is big.', 'parameters are listed below', 'Our AMI policy: images are scanned.'])
    expect(matchError(text).flatMap(({ findings }): FindingName[] => findings)).toEqual([]);
});
