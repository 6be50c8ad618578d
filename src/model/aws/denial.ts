/**
 * A denial as AWS words it (IAM User Guide, "Troubleshoot access denied error messages"). AWS names the first policy type that denied:
 * others may deny as well, and an SCP's denial can be worded as explicit although it is implicit.
 */
import * as z from 'zod';
import { publicText, resourceName } from '../privacy.ts';

export const POLICY_TYPES = ['identity', 'scp', 'rcp', 'boundary', 'session', 'vpc-endpoint', 'resource', 'unknown'] as const;

export const Denial = z.strictObject({
  /** The denied action, such as `ec2:RunInstances`; null if the message does not say. */
  action: publicText().nullable(),
  /** The kind of the denied resource, from its ARN: `image`, `subnet`, `instance` …; null if the message has none. */
  resourceKind: publicText().nullable(),
  effect: z.enum(['explicit-deny', 'implicit', 'unknown']),
  policyType: z.enum(POLICY_TYPES),
  /** The ARN of the denying policy, which some services report since 2026. */
  policyArn: resourceName().nullable(),
  /** The encoded part, decoded with consent; null: not decoded. */
  decoded: z
    .strictObject({
      statementIds: z.array(resourceName()),
      conditions: z.array(z.strictObject({ key: publicText(), values: z.array(resourceName()) })),
    })
    .nullable(),
});
export type Denial = z.infer<typeof Denial>;
