/** Messages of the AWS CLI, SDKs and services. */

import type { FindingName } from '../../model/finding-codes.ts';
import { awsRefusalEntries } from './aws-refusals.ts';
import { atProxy, type ErrorEntry, entriesOf, type Meaning, NO_CONNECTION, TIMEOUT } from './entry.ts';

const aws = (means: string, ...findings: FindingName[]): Meaning => ({ layer: 'aws', means, findings });
const ENDPOINT = String.raw`"?(?<host>https?:\/\/[^\s"]{1,2000})`;

/** Error responses of the services; those about permissions and sign-in are in `aws-refusals.ts`. */
export const awsEntries = (): ErrorEntry[] => [
  ...awsRefusalEntries(),
  ...entriesOf('aws', { program: 'AWS', seen: 'AWS documentation and public reports', symptom: 'ami' }, [
    {
      what: 'image-hidden',
      pattern: /InvalidAMIID\.(?:NotFound|Unavailable)|The image id '?\[?ami-[0-9a-f]{1,40}\]?'? does not exist/,
      says: aws('the account does not see the image', 'ami-hidden-by-allowed-images', 'ami-not-visible'),
    },
    {
      what: 'image-not-shared',
      pattern: /Not authorized for images?: \[?ami-|\bAuthFailure\b[^"]{0,80}?\bimages?\b/,
      says: aws('the image is not shared with the account', 'ami-not-visible', 'ami-hidden-by-allowed-images'),
    },
    {
      // CloudFormation: the public parameter with the id of the image is missing, or does not contain an image id.
      what: 'image-parameter',
      pattern: /Unable to fetch parameters \[[^\]]{1,300}\] from parameter store|Invalid(?:AMI|Image)ID\.Malformed/,
      says: aws(
        'the stack does not find the image that its parameter names',
        'ami-not-visible',
        'ami-owner-differs-by-region',
        'region-unknown',
      ),
    },
    {
      what: 'image-deprecated',
      pattern: /(?:image|AMI) (?:'?\[?ami-[0-9a-f]{1,40}\]?'? )?(?:is|was|has been) (?:deprecated|disabled|deregistered)/i,
      says: aws('the image was taken back, or is no longer offered', 'ami-deprecated', 'ami-not-visible'),
    },
    {
      // EC2 accepted the launch and then stopped it, because of an encrypted volume's key, not the image.
      what: 'volume-key',
      pattern: /Client\.InternalError: Client error on launch|Client\.InvalidKMSKey\.\w{1,40}/,
      says: aws('the launch was accepted, but its encrypted volume could not be created, because its key may not be used', 'launch-denied'),
    },
    {
      what: 'terms',
      pattern: /you need to accept terms and subscribe/,
      says: aws('the terms of the image are not accepted', 'marketplace-terms-open'),
    },
    {
      what: 'region-off',
      pattern: /RegionDisabledException|You are not subscribed to this service/,
      says: aws('the account has not enabled the region', 'region-unknown'),
    },
    {
      what: 'capacity',
      pattern:
        /\b(?:VcpuLimitExceeded|InstanceLimitExceeded|InsufficientInstanceCapacity|InsufficientHostCapacity|MaxSpotInstanceCountExceeded)\b|requested more vCPU capacity than|do not have sufficient \S{1,30} capacity|Your quota allows for \d|instance type \([^)]{3,30}\) is not supported|The maximum number of [a-z ]{3,40} has been reached/,
      says: aws('AWS cannot start the instance: a quota of the account is used up, or the zone has no capacity'),
      symptom: 'environment-start',
    },
    {
      what: 'throttled',
      pattern: /\b(?:RequestLimitExceeded|ThrottlingException|Throttling)\b|Rate exceeded/,
      says: aws('AWS limits how often the account may ask'),
    },
    {
      what: 'region-unknown',
      pattern:
        /[Ii]nvalid AWS [Rr]egion|You must specify a region|[Mm]issing [Rr]egion|Invalid region(?::| name)|doesn't match a supported format|could not (?:find|resolve) (?:a )?region|not a valid (?:AWS )?[Rr]egion/,
      says: aws('the region is missing or no region of AWS', 'region-unknown'),
      symptom: 'runner-offline',
    },
    {
      // CloudFormation, `Fn::FindInMap` with the region as its key.
      what: 'region-unmapped',
      pattern: /Unable to get mapping for \w{1,100}::[a-z]{2}-[a-z-]{4,20}-\d/,
      says: aws('the template holds no entry for this region', 'region-unknown'),
      symptom: 'runner-offline',
    },
    {
      what: 'profile-missing',
      pattern:
        /config profile \([^)]{1,200}\) could not be found|failed to get shared config profile|SharedConfigProfileNotExist|[Pp]rofile '?\S{1,100}'? (?:could not be found|not found|does not exist)|Could not resolve credentials using profile/,
      says: aws('the named profile is not in the AWS configuration', 'aws-credentials-missing'),
    },
    {
      what: 'bootstrap',
      pattern: /SSM parameter \/cdk-bootstrap\/\S{1,100} not found|requires bootstrap stack version|Has the environment been bootstrapped/,
      says: aws('the account and the region were not prepared for the CDK (cdk bootstrap)'),
      symptom: 'runner-offline',
    },
    {
      what: 'expired',
      pattern:
        /\bExpiredToken(?:Exception)?\b|credentials (?:are|have) (?:already )?expired|The security token included in the request is expired/,
      says: aws('the session has expired', 'aws-credentials-expired'),
    },
    {
      what: 'clock',
      pattern: /\bRequestExpired\b|(?:\bSignatureDoesNotMatch\b[^"]{0,120}?)?Signature (?:expired|not yet current)|RequestTimeTooSkewed/,
      says: aws('the signature is too old or too young', 'clock-wrong', 'aws-credentials-expired'),
      // The machine's clock is wrong, so every request fails.
      symptom: 'whole-list',
    },
    {
      what: 'invalid',
      pattern:
        /\b(?:InvalidClientTokenId|SignatureDoesNotMatch|UnrecognizedClientException|InvalidAccessKeyId)\b|security token included in the request is invalid/,
      says: aws('AWS does not know the key, or the secret does not fit it', 'aws-credentials-invalid', 'region-unknown'),
    },
    {
      what: 'auth-failure',
      pattern: /\bAuthFailure\b|AWS was not able to validate the provided access credentials/,
      says: aws('AWS does not accept the credentials in this region', 'aws-credentials-invalid', 'region-unknown', 'ami-not-visible'),
    },
    {
      what: 'launch-parameters',
      pattern:
        /VPCIdNotSpecified|[Nn]o default (?:VPC|subnet)s?\b|MissingParameter\) when calling the RunInstances|[Nn]o subnets?(?: found)? for (?:the )?(?:default VPC|availability zone)|\bMissingInput\b|Invalid(?:SubnetID|Subnet|Group|GroupId|KeyPair|SecurityGroupID)\.\w{3,30}/,
      says: aws('the launch needs a subnet that the request does not name', 'launch-needs-parameters'),
    },
    {
      // The address answers, so no filter blocks it (EC2 User Guide, "Retrieve instance metadata", response codes).
      what: 'metadata-403',
      pattern:
        /(?:EC2MetadataError|\bec2imds\b|\bIMDS\b|169\.254\.169\.254)(?:[^"]{0,300}?status ?code: |[^"\n]{0,120}?\b)403\b(?! ?m?s\b)|\b403\b[^"\n]{0,80}?169\.254\.169\.254/i,
      says: aws(
        'the metadata address answers with 403: the service is turned off, or a proxy answers in its place',
        'metadata-unreachable',
        'metadata-through-proxy',
      ),
    },
    {
      what: 'metadata-role',
      pattern:
        /(?:no EC2 IMDS role found|failed to (?:refresh cached credentials|get IMDS)|EC2MetadataError)(?!: 403\b|[^"]{0,600}?status ?code: 403)/i,
      says: aws(
        'no credentials came from the instance metadata',
        'aws-credentials-missing',
        'metadata-unreachable',
        'metadata-hop-limit',
        'metadata-through-proxy',
      ),
    },
    {
      what: 'no-credentials',
      pattern:
        /Unable to locate credentials|Could not load credentials from any providers|NoCredentialProviders|failed to retrieve credentials|no valid credential sources?|Need to perform AWS calls for account|Unable to resolve AWS account to use|You must configure either|Unable to get credentials|CredentialsProviderError(?!: Could not resolve credentials using profile)/i,
      says: aws(
        'no source of credentials yields any',
        'aws-credentials-missing',
        'metadata-unreachable',
        'metadata-through-proxy',
        'metadata-hop-limit',
      ),
    },
    {
      what: 'not-xml',
      pattern: /@aws-sdk XML parse error|Unable to parse response \([^)]{1,200}\), invalid XML received/,
      says: aws('the answer is not from AWS', 'aws-endpoint-not-genuine', 'aws-answer-not-understood', 'block-page'),
    },
    {
      // Any other error response of a service, with its error code in brackets.
      what: 'answer',
      rank: 'outcome',
      pattern: /An error occurred \([A-Z]\w{3,60}\) when calling the \w{1,60} operation/,
      says: aws('the service was reached but refuses the call; the brackets contain its reason'),
      seen: 'aws/amazon-ssm-agent #167, #536',
    },
  ]),
];

/** Failures of the AWS CLI and botocore before a service responds. */
export const botocoreEntries = (): ErrorEntry[] =>
  entriesOf('botocore', { program: 'AWS CLI, botocore', seen: 'AWS CLI 1.45.11' }, [
    {
      what: 'proxy',
      pattern: /Failed to connect to proxy URL: /,
      says: atProxy('tunnel.closed', ['proxy-unreachable', 'proxy-refuses-host', 'proxy-requires-login', 'proxy-cannot-reach-upstream']),
    },
    { what: 'connect-timeout', pattern: new RegExp(`Connect timeout on endpoint URL: ${ENDPOINT}`), says: { kind: 'tcp.timeout' } },
    {
      what: 'read-timeout',
      pattern: new RegExp(`Read timeout on endpoint URL: ${ENDPOINT}`),
      says: { kind: 'tls.timeout', findings: TIMEOUT.findings },
    },
    {
      what: 'expired',
      pattern: new RegExp(`SSL validation failed for ${ENDPOINT} [^"]{0,120}?certificate has expired`),
      says: { kind: 'tls.expired' },
    },
    {
      what: 'other-name',
      pattern: new RegExp(`SSL validation failed for ${ENDPOINT} [^"]{0,120}?(?:doesn't match|mismatch)`),
      says: { kind: 'tls.name-mismatch' },
    },
    {
      what: 'unknown-authority',
      pattern: new RegExp(`SSL validation failed for ${ENDPOINT} [^"]{0,120}?(?:issuer certificate|self-?[ ]?signed)`),
      says: { kind: 'tls.unknown-issuer' },
    },
    {
      what: 'not-tls',
      pattern: new RegExp(`SSL validation failed for ${ENDPOINT} \\[SSL: WRONG_VERSION_NUMBER\\]`),
      says: { kind: 'tls.not-tls' },
    },
    {
      what: 'handshake-closed',
      pattern: new RegExp(`SSL validation failed for ${ENDPOINT} [^"]{0,60}?(?:UNEXPECTED_EOF|EOF occurred)`),
      says: { kind: 'tls.closed' },
    },
    { what: 'certificate', pattern: new RegExp(`SSL validation failed for ${ENDPOINT}`), says: { kind: 'tls.bad-certificate' } },
    {
      what: 'reset',
      pattern: new RegExp(`Connection was closed before we received a valid response from endpoint URL: ${ENDPOINT}`),
      says: { kind: 'tls.reset', findings: ['name-filtered-in-tls', 'tls-cut-off', 'proxy-refuses-host'] },
    },
    {
      what: 'connect',
      pattern: new RegExp(`Could not connect to the endpoint URL: ${ENDPOINT}`),
      says: {
        ...NO_CONNECTION,
        findings: ['aws-endpoint-blocked', 'region-unknown', 'name-not-found', 'port-refused', 'no-direct-egress'],
        means: 'the connection was not made; the message does not say whether the lookup or the route failed',
      },
    },
    {
      what: 'status-5xx',
      pattern: /An error occurred \(5\d\d\) when calling the \w{1,60} operation/,
      says: { kind: 'http.status', findings: ['service-unhealthy', 'block-page'] },
    },
  ]);
