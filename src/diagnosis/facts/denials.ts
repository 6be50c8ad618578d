/** Refusals by policy, as AWS words them. */

import { isRoleDenied } from '../../knowledge/aws/role-denial.ts';
import type { Denial } from '../../model/aws/denial.ts';
import type { AwsCall } from './aws-calls.ts';

/** Policies above an identity: whoever holds it cannot lift them by widening its own permissions. */
const ABOVE_IDENTITY: ReadonlySet<Denial['policyType']> = new Set(['scp', 'rcp', 'boundary', 'session', 'vpc-endpoint']);

/** The call itself was refused, and not the credentials for it. */
export function isDenied({ kind, answer }: AwsCall): boolean {
  return kind === 'aws.unauthorized' && !isRoleDenied(kind, answer);
}

export function isOfOrganisation({ answer }: AwsCall): boolean {
  const type = answer?.denial?.policyType;
  return type !== undefined && ABOVE_IDENTITY.has(type);
}
