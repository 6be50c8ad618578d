/** If these fail, one denial is reported as three, a role problem as an image policy, or a 403 answer as silence. */
import { describe, expect, it } from 'vitest';
import { matchError } from './match.ts';

const WHO = 'User: arn:aws:sts::111122223333:assumed-role/dev/me is not authorized to perform:';
const RUN =
  'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation.';
const ROLE = 'sts:AssumeRole on resource: arn:aws:iam::111122223333:role/x';

describe('a refusal by AWS', () => {
  it.each<[string, string, string]>([
    [
      `${RUN} ${WHO} ec2:RunInstances with an explicit deny in a permissions boundary: arn:aws:iam::1:policy/b`,
      'limited',
      'denied-by-organization',
    ],
    [`${WHO} ec2:DescribeImages because no permissions boundary allows the ec2:DescribeImages action`, 'limited', 'denied-by-organization'],
    [
      `(AccessDenied) when calling the DescribeImages operation: ${WHO} ec2:DescribeImages because no session policy allows it`,
      'limited',
      'denied-by-organization',
    ],
    [`${RUN} ${WHO} ec2:RunInstances with an explicit deny in a session policy`, 'limited', 'denied-by-organization'],
    [
      `${RUN} ${WHO} ec2:RunInstances with an explicit deny in a service control policy. Encoded authorization failure message: AbC`,
      'explicit-deny',
      'denied-by-organization',
    ],
    [`${RUN} Encoded authorization failure message: AbC`, 'launch-denied', 'launch-denied'],
    [`${WHO} iam:PassRole because no identity-based policy allows the iam:PassRole action`, 'denied', 'launch-denied'],
    [`An error occurred (AccessDenied) when calling the AssumeRole operation: ${WHO} ${ROLE}`, 'role-denied', 'aws-role-denied'],
    [
      `Error: Cannot assume IAM Role. operation error STS: AssumeRole, api error AccessDenied: ${WHO} ${ROLE}`,
      'role-denied',
      'aws-role-denied',
    ],
    [
      '(AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
      'role-denied',
      'aws-role-denied',
    ],
    ['An error occurred (ForbiddenException) when calling the GetRoleCredentials operation: No access', 'role-denied', 'aws-role-denied'],
    [
      'Cannot assume IAM Role. operation error STS: AssumeRole, api error ExpiredToken: The security token included in the request is expired',
      'expired',
      'aws-credentials-expired',
    ],
    ['Error: could not assume role arn:aws:iam::111122223333:role/x', 'role-failed', 'aws-role-denied'],
    ['Error loading SSO Token: Token for https://corp.awsapps.com/start does not exist', 'sso-expired', 'aws-credentials-expired'],
    [
      '(UnauthorizedException) when calling the GetRoleCredentials operation: Session token not found or invalid',
      'sso-expired',
      'aws-credentials-expired',
    ],
    ['EC2MetadataError: failed to make EC2Metadata request status code: 403, request id: ', 'metadata-403', 'metadata-unreachable'],
    [
      'operation error ec2imds: GetMetadata, http response error StatusCode: 403, request to EC2 IMDS failed',
      'metadata-403',
      'metadata-unreachable',
    ],
    ['Error: Invalid provider configuration: Invalid AWS region: eu-west-11', 'region-unknown', 'region-unknown'],
    ['The config profile (prod) could not be found', 'profile-missing', 'aws-credentials-missing'],
    ['Error: No valid credential sources found', 'no-credentials', 'aws-credentials-missing'],
    ['SharedConfigProfileNotExistsError: failed to get profile, prod', 'profile-missing', 'aws-credentials-missing'],
    [
      'CredentialsProviderError: Could not resolve credentials using profile: [prod] in configuration/credentials file(s).',
      'profile-missing',
      'aws-credentials-missing',
    ],
    ['Error: Invalid Configuration: Missing Region', 'region-unknown', 'region-unknown'],
    ['Template error: Unable to get mapping for RegionMap::eu-wset-1::AMI', 'region-unmapped', 'region-unknown'],
    [
      "api error MissingInput: No subnets found for the default VPC 'vpc-0abc'. Please specify a subnet.",
      'launch-parameters',
      'launch-needs-parameters',
    ],
    ["No default subnet for availability zone: 'us-east-1e'.", 'launch-parameters', 'launch-needs-parameters'],
    ['No default subnet detected in VPC', 'launch-parameters', 'launch-needs-parameters'],
    ['Error: No default VPC found in this region.', 'launch-parameters', 'launch-needs-parameters'],
    ['failed to get instance identity document: EC2MetadataError: 403 Forbidden', 'metadata-403', 'metadata-unreachable'],
    [
      "Calling 'http://169.254.169.254/latest/meta-data/instance-id' failed [0/120s]: bad status code [403]",
      'metadata-403',
      'metadata-unreachable',
    ],
    ['Received non 200 response 403 from http://169.254.169.254/latest/api/token', 'metadata-403', 'metadata-unreachable'],
    ['CREATE_FAILED AWS::EC2::Instance Runner AuthFailure: Not authorized for images: [ami-0abc]', 'image-not-shared', 'ami-not-visible'],
  ])('is matched: %s', (text, entry, finding) => {
    expect(matchError(text).map(({ entry: id, findings }) => [id, findings[0]])).toEqual([[`aws.${entry}`, finding]]);
  });

  it('is not matched in a duration of 403 ms, nor in a 403 from another host', () => {
    for (const text of ['request to http://169.254.169.254/latest/api/token took 403 ms', 'HTTP 403 from https://app.gitpod.io'])
      expect(matchError(text).map(({ entry }) => entry)).not.toContain('aws.metadata-403');
  });
});
