/** If a row fails, a user who pastes this message measures the wrong thing. */
import { describe } from 'vitest';
import { eachIsRead, type Message } from './testing/messages.ts';

const MESSAGES: Message[] = [
  [
    "HTTPSConnectionPool(host='app.gitpod.io', port=443): Max retries exceeded with url: / (Caused by NameResolutionError(\"<urllib3>: Failed to resolve 'app.gitpod.io' ([Errno -3] Temporary failure in name resolution)\"))",
    'dns.unavailable',
    'app.gitpod.io',
    'resolver-silent',
    'browser',
  ],
  [
    "(Caused by ConnectTimeoutError(<urllib3>, 'Connection to s3.us-east-1.amazonaws.com timed out. (connect timeout=60)'))",
    'tcp.timeout',
    's3.us-east-1.amazonaws.com',
    'aws-endpoint-blocked',
    'runner-offline',
  ],
  [
    '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1028)',
    'tls.bad-certificate',
    null,
    'tls-intercepted',
    'whole-list',
  ],
  [
    'Connect timeout on endpoint URL: "https://ec2.eu-central-1.amazonaws.com/"',
    'tcp.timeout',
    'ec2.eu-central-1.amazonaws.com',
    'aws-endpoint-blocked',
    'runner-offline',
  ],
  [
    'Could not connect to the endpoint URL: "https://ec2.eu-wset-1.amazonaws.com/"',
    'tcp.refused',
    'ec2.eu-wset-1.amazonaws.com',
    'region-unknown',
    'runner-offline',
  ],
  [
    'An error occurred (AuthFailure) when calling the RunInstances operation: Not authorized for images: [ami-0123456789abcdef0]',
    'aws',
    null,
    'ami-not-visible',
    'ami',
  ],
  [
    "An error occurred (InvalidAMIID.NotFound) when calling the DescribeImages operation: The image id '[ami-0123456789abcdef0]' does not exist",
    'aws',
    null,
    'ami-hidden-by-allowed-images',
    'ami',
  ],
  [
    'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: ec2:RunInstances with an explicit deny in a service control policy. Encoded authorization failure message: AbC',
    'aws',
    null,
    'denied-by-organization',
    'ami',
  ],
  [
    'An error occurred (UnauthorizedOperation) when calling the DescribeImages operation: because no identity-based policy allows the ec2:DescribeImages action',
    'aws',
    null,
    'describe-images-denied',
    'ami',
  ],
  [
    'An error occurred (OptInRequired) when calling the RunInstances operation: In order to use this AWS Marketplace product you need to accept terms and subscribe. To do so please visit https://aws.amazon.com/marketplace/pp?sku=abc',
    'aws',
    null,
    'marketplace-terms-open',
    'ami',
  ],
  [
    'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    'aws',
    null,
    'aws-credentials-expired',
    'ami',
  ],
  [
    'Unable to locate credentials. You can configure credentials by running "aws configure".',
    'aws',
    null,
    'aws-credentials-missing',
    'ami',
  ],
  [
    'get credentials: failed to refresh cached credentials, no EC2 IMDS role found, operation error ec2imds: GetMetadata',
    'aws',
    null,
    'metadata-unreachable',
    'ami',
  ],
];

describe('a message of Python or the AWS CLI', () => eachIsRead(MESSAGES));
