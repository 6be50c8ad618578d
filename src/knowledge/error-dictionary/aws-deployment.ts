/**
 * CloudFormation, the CDK, ECS and Systems Manager: stacks and agents. They usually quote the error of another service, whose entry then
 * decides. These entries match only the words that these services add (CloudFormation User Guide, "Troubleshooting"; ECS, "Stopped tasks
 * error messages").
 */
import type { FindingName } from '../../model/finding-codes.ts';
import { type ErrorEntry, entriesOf, type Meaning } from './entry.ts';

const aws = (means: string, ...findings: FindingName[]): Meaning => ({ layer: 'aws', means, findings });

export const awsDeployments = (): ErrorEntry[] =>
  entriesOf(
    'stack',
    {
      program: 'CloudFormation, CDK, ECS, SSM',
      seen: 'AWS documentation; aws/aws-cdk-cli #1032, aws/amazon-ecs-agent #676',
      symptom: 'runner-offline',
    },
    [
      {
        what: 'no-signal',
        pattern:
          /Failed to receive \d{1,6} resource signal|Received \d{1,6} (?:SUCCESS|FAILURE) signal|Received \d{1,6} conditions when expecting|WaitCondition (?:timed out|received failed)|MinSuccessfulInstancesPercent requirement|Exceeded attempts to wait|did not (?:send|receive) (?:a )?signal/,
        says: aws(
          'an instance did not report to its stack in time, because its start-up failed or it does not reach AWS',
          'aws-endpoint-blocked',
          'no-direct-egress',
          'vpc-endpoint-unreachable',
        ),
      },
      {
        what: 'template-unreadable',
        pattern: /S3 error: Access Denied|TemplateURL must reference a valid S3 object to which you have access/,
        says: aws('CloudFormation was reached, but cannot read the template of the stack in S3'),
        seen: 'iotFab/iota-aws-full-node #6, kubernetes-retired/kube-aws #143',
      },
      {
        what: 'handler',
        pattern:
          /HandlerErrorCode: \w{3,40}|Resource handler returned message: |Resource (?:is not in the state|of type '\S{3,80}' with identifier)|did not stabilize/,
        rank: 'outcome',
        says: aws(
          'CloudFormation repeats the answer of a service: the reason comes before the code',
          'launch-denied',
          'denied-by-organization',
        ),
      },
      {
        what: 'stack',
        rank: 'outcome',
        pattern:
          /\b(?:CREATE|UPDATE|DELETE|ROLLBACK|IMPORT)_(?:ROLLBACK_)?FAILED\b|\b(?:UPDATE_)?ROLLBACK_(?:IN_PROGRESS|COMPLETE)\b|The following (?:resource\(s\) failed to|hook\(s\)\/validation failed)|Rollback requested by user|failed bootstrapping|Circuit Breaker was triggered|toolkit stack must be deployed|from custom resource\. Message|Is account \S{1,40} bootstrapped|\u274c {1,3}\S{1,128} failed: |Failed to create ChangeSet|Stack Deployments? Failed|Waiter \w{3,60} failed: |Requires capabilities : \[|Stack \[?[\w-]{1,128}\]? (?:does not exist|already exists)|CloudFormation (?:deployment|stack|update|create)[^.]{0,60}fail/,
        says: aws(
          'a stack was not created or changed; the first event that failed gives the reason',
          'launch-denied',
          'denied-by-organization',
        ),
      },
      {
        what: 'task',
        rank: 'outcome',
        pattern:
          /unable to place a task|failed to launch a task|TaskFailedToStart|ResourceInitializationError|Task failed (?:to start|ELB health checks|container health checks)|no container instance met all of its requirements|ECS (?:was unable|is unable|Agent)[^.]{0,60}|AGENT (?:not connected|\(empty\))|Capacity is unavailable at this time|Unable to discover poll endpoint|(?:registering|register as a) container instance|ClusterNotFoundException|EC2 instance identity document/,
        says: aws('ECS did not start the task; its events say why', 'aws-role-denied', 'aws-endpoint-blocked', 'vpc-endpoint-unreachable'),
      },
      {
        what: 'agent',
        rank: 'outcome',
        pattern:
          /EC2RoleProvider Failed|failed to report to ssm|SSM Agent (?:is not online|unable)|TargetNotConnected\w{0,12}|(?:is not connected|not in valid state|InvalidInstanceId)[^.]{0,40}(?:SSM|ssm|StartSession|SendCommand|account)|error when calling AWS APIs|Failed to connect to Systems Manager|controlchannel|\[CredentialRefresher\]|UpdateInstanceInformation|ec2messages|ssmmessages|(?:websocket for datachannel with error: )?[Cc]reate(?:Data|Control)Channel (?:request )?failed/,
        says: aws(
          'the Systems Manager agent is not connected; the message gives no reason',
          'aws-endpoint-blocked',
          'vpc-endpoint-unreachable',
          'aws-role-denied',
          'metadata-unreachable',
        ),
      },
    ],
  );

/** Any error response of a service, in the forms of the SDKs, by its error code. Specific codes are in `aws.ts`. */
export const awsResponseEntries = (): ErrorEntry[] =>
  entriesOf(
    'awsanswer',
    { rank: 'outcome', program: 'AWS SDK', seen: 'aws-sdk-java, aws-sdk-go-v2, botocore: documented', symptom: 'ami' },
    [
      {
        what: 'service',
        pattern:
          /\(Service: [\w .-]{2,60}[;,] Status Code: [1-5]\d\d\b[^)"]{0,300}|https? response error StatusCode: [1-5]\d\d\b(?:, RequestID: [^,]{0,80},[^"]{0,20}? api error \w{3,60})?|\bapi error [A-Z]\w{3,60}(?:\.\w{3,40})?: /,
        says: aws('the service was reached but refuses the call; its error code gives the reason'),
      },
      {
        // EC2 error codes have the form `Thing.Reason` (EC2 API Reference, "Error codes").
        what: 'code',
        pattern:
          /\b(?:Invalid|Incorrect|Missing|Unsupported|Malformed|Unknown)(?:AMI|Vpc|VPC|Subnet|Instance|Group|Key|Volume|Snapshot|Network|Route|Internet|Nat|Address|Allocation|Placement|Availability|Zone|Iam|Parameter|Permission|Security|Launch|Customer|Dhcp|Spot|Tag|User|Block)\w{0,30}(?:\.[A-Z]\w{2,30}|(?:Combination|Value|Exception))\b|\b(?:MissingAuthenticationToken|IncompleteSignature|InvalidAction|InvalidQueryParameter|MalformedPolicyDocument|LimitExceededException|ServiceLimitExceeded|AddressLimitExceeded|VpcLimitExceeded|\w{3,30}LimitExceeded|NoSuchBucket|NoSuchEntity\w{0,10}|PermanentRedirect|AuthorizationHeaderMalformed|ResourceNotFoundException|ValidationException|ValidationError|InvalidSignatureException|ServiceUnavailableException|InternalServiceError|InternalServerException|ParameterNotFound|DBInstanceNotFound\w{0,6}|EntityAlreadyExists|BlockedByAllowedImages|ClientException|(?:CredentialRetrieval|MetadataRetrieval|TokenRetrieval)Error|MissingAuthenticationTokenException|KMSAccessDenied\w{0,12}|NotAuthorized|AWS\.\w{3,40}\.\w{3,40})\b(?! \(value|.{0,80}(?:react|joi|yup|mongoose|pydantic))/,
        says: aws('AWS was reached and refuses the call; the code says why'),
      },
      {
        what: 'region',
        pattern: /Unable to find a region|[Rr]egion is missing|region provider chain/,
        says: aws('the region is missing or no region of AWS', 'region-unknown'),
      },
      {
        what: 'credentials',
        pattern:
          /Unable to load (?:AWS )?credentials|Partial credentials found|Unable to load credentials from any|[Cc]ould not (?:load|find|resolve) (?:AWS )?credentials|No AWS (?:accounts?|credentials|region)|(?:AWS )?session has expired\. Please reauthenticate|InvalidIdentityToken|WebIdentityErr/,
        says: aws('no source of credentials yields any that AWS accepts', 'aws-credentials-missing', 'aws-credentials-expired'),
      },
      {
        what: 'not-authorized',
        pattern:
          /You are not authorized to (?:perform this operation|use the requested product)|BlockedDueTo\w{3,40}|[Ee]xplicit(?:ly)? den(?:y|ied)/,
        says: aws('the caller may not make the call', 'launch-denied', 'describe-images-denied', 'denied-by-organization'),
      },
    ],
  );
