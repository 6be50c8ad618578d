/** What a call needs beside its target: who asks, what was consented to, and what was pasted instead of a call. */
import * as z from 'zod';
import { publicText, resourceName } from '../privacy.ts';
import { AwsResult } from './result.ts';

/** A whole call with its retry and its pages. */
export const AWS_CALL_MS = 15_000;
/** As long for the credentials before it: AWS calls have their own deadline (CONTRACT, `--deadline`). */
export const AWS_LONGEST_MS = 2 * AWS_CALL_MS;

/** How the runner really launches; without a subnet EC2 judges the default VPC, which many accounts do not have. */
export const LaunchShape = z.strictObject({
  subnet: resourceName().nullable(),
  securityGroups: z.array(resourceName()),
  instanceType: publicText().nullable(),
  /** Name or ARN of the instance profile. */
  instanceProfile: resourceName().nullable(),
});
export type LaunchShape = z.infer<typeof LaunchShape>;

export const AwsAsk = z.strictObject({
  /** The profile that the person named; null: as the environment says. */
  profile: resourceName().nullable(),
  /** A `credential_process` is a command of the person's own and runs only with consent. */
  mayRunProcess: z.boolean(),
  /** A setting may lead the call to `http://`, where key id and session token can be read on the path. Absent: it may not. */
  mayGoInClear: z.boolean().optional(),
  /** An encoded denial may be sent back to AWS to be decoded. */
  mayDecode: z.boolean(),
  /** Only for the dry run; null otherwise. */
  launch: LaunchShape.nullable(),
  /** The answer that the person pasted: it is taken as the answer, and nothing is sent. */
  pasted: AwsResult.nullable(),
});
export type AwsAsk = z.infer<typeof AwsAsk>;

/** What tells two asks of one target apart; empty where nothing does. */
export function awsAskKey({ profile, mayRunProcess, mayGoInClear, mayDecode, launch, pasted }: AwsAsk): string {
  const shape = launch === null ? [] : [launch.subnet, ...launch.securityGroups, launch.instanceType, launch.instanceProfile];
  return [
    ...shape.filter((part) => part !== null),
    ...(profile === null ? [] : [`profile ${profile}`]),
    // Consent that came later makes it worth asking again.
    ...(mayRunProcess ? ['with its process'] : []),
    ...(mayGoInClear === true ? ['in the clear'] : []),
    ...(mayDecode ? ['decoded'] : []),
    ...(pasted === null ? [] : ['pasted']),
  ].join(' ');
}
