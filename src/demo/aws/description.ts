/**
 * The AWS account behind the pretend machine, as plain data. Whatever is left out is as in an account in which
 * everything works, so a scenario is its one fault.
 */

/** A key of the pretend machine; any other key id is unknown to AWS. */
export type KeyState = 'valid' | 'wrong-secret' | 'expired';

/** Who refuses, in the words of AWS (IAM User Guide, "Troubleshoot access denied error messages"). */
export type RefusingPolicy =
  | 'identity-based'
  | 'service control'
  | 'resource control'
  | 'session'
  | 'VPC endpoint'
  | 'permissions boundary';

export interface Refusal {
  /** `ec2:RunInstances` */
  action: string;
  by: RefusingPolicy;
  /** A statement says no; else no statement says yes. */
  explicit: boolean;
  /** Only images of these owners are concerned; any, if it is left out. */
  imageOwners?: readonly string[];
  /** Told since 2026 for some services. */
  policyArn?: string;
  /** The matched statement that stands in the encoded message. */
  statement?: { id: string; key: string; values: readonly string[] };
}

export interface ImageDescription {
  id: string;
  name: string;
  owner: string;
  /** `amazon`, `aws-marketplace`; none for an ordinary account. */
  alias?: string;
  /** Regions in which it exists; every region if it is left out. */
  regions?: readonly string[];
  /** Neither public nor shared: only its owner sees it, and others are told that they are not authorised for it. */
  private?: true;
  architecture?: 'x86_64' | 'arm64';
  ageDays: number;
  /** Days until AWS leaves it out of lists; negative once that is so. Two years after its making if it is left out. */
  deprecatedInDays?: number;
  /** The terms of AWS Marketplace have not been accepted. */
  marketplace?: { productCode: string; termsUrl: string };
}

/** One criterion; what is left out excludes nothing. */
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
 * What answers a call in the place of its result.
 * - `throttled`: RequestLimitExceeded.
 * - `page`: well-formed HTML with status 200, which the SDK takes for an empty success.
 * - `broken-page`: HTML that no XML reader accepts, with status 200.
 * - `internal-error`: AWS's own 500.
 */
export type AnswerFault = 'throttled' | 'page' | 'broken-page' | 'internal-error';

export interface AwsDescription {
  /** Keys by id; `DEMO_KEY` alone, and valid, if it is left out. */
  keys?: Readonly<Record<string, KeyState>>;
  /** Regions that the account has not enabled. */
  notOptedIn?: readonly string[];
  images?: readonly ImageDescription[];
  allowedImages?: AllowedImagesDescription;
  refusals?: readonly Refusal[];
  /** By action, `ec2:DescribeImages`; `*` for every one. */
  answers?: Readonly<Record<string, AnswerFault>>;
  /** The account has no default VPC, so a launch has to name its subnet. */
  noDefaultVpc?: true;
}

export const ACCOUNT = '123456789012';
export const PRINCIPAL = `arn:aws:sts::${ACCOUNT}:assumed-role/runner-operator/demo`;

/** The key of the pretend machine, of the shape of a lasting one. Nobody's: AWS's own documentation uses such ids. */
export const DEMO_KEY = 'AKIADEMODEMOEXAMPLE7';

/** The environment that makes the SDK find it. */
export function keyEnvironment(keyId: string = DEMO_KEY): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: 'demo/demo/demo/demo/demo/demo/EXAMPLEKEY' };
}
