/** Describes the AWS account of the simulated machine. By default everything works, so a scenario states only its fault. */

/** The state of an access key. The simulated AWS knows no other key ids. */
export type KeyState = 'valid' | 'wrong-secret' | 'expired';

/** The kind of policy that denies, in AWS's words (IAM User Guide, "Troubleshoot access denied error messages"). */
export type RefusingPolicy =
  | 'identity-based'
  | 'service control'
  | 'resource control'
  | 'session'
  | 'VPC endpoint'
  | 'permissions boundary';

export interface Refusal {
  /** For example `ec2:RunInstances`. */
  action: string;
  by: RefusingPolicy;
  /** True if a statement denies the action explicitly; false if no statement allows it. */
  explicit: boolean;
  /** The owners of the images whose launch is denied; by default all. */
  imageOwners?: readonly string[];
  /** The statement that the decoded message names. */
  statement?: { id: string; key: string; values: readonly string[] };
}

export interface ImageDescription {
  id: string;
  name: string;
  owner: string;
  /** The owner's alias: `amazon`, `aws-marketplace`; absent for an ordinary account. */
  alias?: string;
  /** The regions in which the image exists; by default every region. */
  regions?: readonly string[];
  /** The image is private: only its owner sees it, and other accounts get an authorisation error. */
  private?: true;
  architecture?: 'x86_64' | 'arm64';
  ageDays: number;
  /**
   * The number of days until the image is deprecated, after which AWS hides it from lists; negative if it is deprecated already. By default
   * two years after its creation.
   */
  deprecatedInDays?: number;
  /** The terms of the AWS Marketplace product are not accepted. */
  marketplace?: { productCode: string; termsUrl: string };
}

/** One criterion of Allowed AMIs. An omitted parameter excludes nothing. */
export interface CriterionDescription {
  providers?: readonly string[];
  names?: readonly string[];
  maximumDaysSinceCreated?: number;
  maximumDaysSinceDeprecated?: number;
}

export interface AllowedImagesDescription {
  state: 'disabled' | 'audit-mode' | 'enabled';
  managedBy?: 'account' | 'declarative-policy';
  criteria?: readonly CriterionDescription[];
}

/**
 * What a call returns instead of its result. - `throttled`: RequestLimitExceeded. - `page`: well-formed HTML with status 200, which the SDK
 * reads as an empty success. - `broken-page`: HTML with status 200 that no XML parser accepts. - `internal-error`: AWS's own 500.
 */
export type AnswerFault = 'throttled' | 'page' | 'broken-page' | 'internal-error';

export interface AwsDescription {
  /** The access keys by id; by default only a valid `DEMO_KEY`. */
  keys?: Readonly<Record<string, KeyState>>;
  /** Regions that the account has not enabled. */
  notOptedIn?: readonly string[];
  images?: readonly ImageDescription[];
  allowedImages?: AllowedImagesDescription;
  refusals?: readonly Refusal[];
  /** Faults by action, such as `ec2:DescribeImages`; `*` for every action. */
  answers?: Readonly<Record<string, AnswerFault>>;
  /** The account has no default VPC, so a launch needs a subnet. */
  noDefaultVpc?: true;
}

export const DEMO_ACCOUNT = '123456789012';
export const DEMO_PRINCIPAL = `arn:aws:sts::${DEMO_ACCOUNT}:assumed-role/runner-operator/demo`;

/** The access key of the simulated machine, in the form of a long-term key. AWS's documentation uses such ids. */
export const DEMO_KEY = 'AKIADEMODEMOEXAMPLE7';

/** The environment variables in which the SDK finds the key. */
export function keyEnvironment(keyId: string = DEMO_KEY): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: 'demo/demo/demo/demo/demo/demo/EXAMPLEKEY' };
}

/**
 * A configuration file with a profile that assumes a role with the key of another profile (SDKs and Tools Reference Guide, "Assume role").
 */
export function roleThroughKey(profile: string): string {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = keyEnvironment();
  return `[profile base]
aws_access_key_id = ${id}
aws_secret_access_key = ${secret}
[profile ${profile}]
role_arn = arn:aws:iam::${DEMO_ACCOUNT}:role/runner
source_profile = base
`;
}
