/**
 * A refusal as AWS words it (IAM User Guide, "Troubleshoot access denied error messages"). AWS names the policy type that
 * it met first: another one may refuse as well, and a refusal by an SCP can be worded as explicit although it was not.
 */
import * as z from 'zod';
import { publicText, resourceName } from '../privacy.ts';

export const POLICY_TYPES = ['identity', 'scp', 'rcp', 'boundary', 'session', 'vpc-endpoint', 'resource', 'unknown'] as const;

export const Denial = z.strictObject({
  /** `ec2:RunInstances`; null where the message does not say. */
  action: publicText().nullable(),
  /** The kind of the resource that was refused, from its ARN: `image`, `subnet`, `instance` …; null where none is named. */
  resourceKind: publicText().nullable(),
  effect: z.enum(['explicit-deny', 'implicit', 'unknown']),
  policyType: z.enum(POLICY_TYPES),
  /** Told by some services since 2026. */
  policyArn: resourceName().nullable(),
  /** From the encoded message, decoded with consent; null: not decoded. */
  decoded: z
    .strictObject({
      statementIds: z.array(resourceName()),
      conditions: z.array(z.strictObject({ key: publicText(), values: z.array(resourceName()) })),
    })
    .nullable(),
});
export type Denial = z.infer<typeof Denial>;
