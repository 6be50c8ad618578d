/** The options of an AWS call: the caller, the consents, and pasted output that replaces the call. */
import * as z from 'zod';
import { publicText, resourceName } from '../privacy.ts';
import { AwsResult } from './result.ts';

/** The deadline of a whole call with its retry and pages. */
export const AWS_CALL_MS = 15_000;
/** The deadline of a call and of its credentials. AWS calls have their own deadline (docs/contract.md, Flags). */
export const AWS_CALL_WITH_KEYS_MS = 2 * AWS_CALL_MS;

/** How the runner launches instances. If no subnet is given, EC2 checks the default VPC, which many accounts lack. */
export const LaunchShape = z.strictObject({
  subnet: resourceName().nullable(),
  securityGroups: z.array(resourceName()),
  instanceType: publicText().nullable(),
  /** Name or ARN of the instance profile. */
  instanceProfile: resourceName().nullable(),
});
export type LaunchShape = z.infer<typeof LaunchShape>;

export const AwsOptions = z.strictObject({
  /** The profile that the user named; null: the environment decides. */
  profile: resourceName().nullable(),
  /** A `credential_process` is the user's own command and runs only with consent. */
  mayRunProcess: z.boolean(),
  /** The call may go to an `http://` endpoint from a setting, where key id and session token are readable on the network. Absent: false. */
  mayGoInClear: z.boolean().optional(),
  /** An encoded denial may be sent back to AWS to be decoded. */
  mayDecode: z.boolean(),
  /** The launch options of a dry run; null for any other call. */
  launch: LaunchShape.nullable(),
  /** Pasted output: it is used as the response, and nothing is sent. */
  pasted: AwsResult.nullable(),
});
export type AwsOptions = z.infer<typeof AwsOptions>;

/** The part of a request's key that distinguishes two requests about one target; may be empty. */
export function awsOptionsKey({ profile, mayRunProcess, mayGoInClear, mayDecode, launch, pasted }: AwsOptions): string {
  const shape = launch === null ? [] : [launch.subnet, ...launch.securityGroups, launch.instanceType, launch.instanceProfile];
  return [
    ...shape.filter((part) => part !== null),
    ...(profile === null ? [] : [`profile ${profile}`]),
    // A request that is repeated after the user's consent must count as a new one.
    ...(mayRunProcess ? ['with its process'] : []),
    ...(mayGoInClear === true ? ['in the clear'] : []),
    ...(mayDecode ? ['decoded'] : []),
    ...(pasted === null ? [] : ['pasted']),
  ].join(' ');
}
