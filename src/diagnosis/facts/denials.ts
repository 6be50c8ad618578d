/** Refusals by an IAM policy, as AWS reports them. */

import { isRoleDenied } from '../../knowledge/aws/role-denial.ts';
import type { Denial } from '../../model/aws/denial.ts';
import type { AwsCall } from './aws-calls.ts';

/** Policies above an identity. Permissions of the identity itself cannot override them. */
const ABOVE_IDENTITY: ReadonlySet<Denial['policyType']> = new Set(['scp', 'rcp', 'boundary', 'session', 'vpc-endpoint']);

/** True if AWS denied the call itself, and did not reject the credentials. */
export function isDenied({ kind, answer }: AwsCall): boolean {
  return kind === 'aws.unauthorized' && !isRoleDenied(kind, answer);
}

export function isOrganizationDenial({ answer }: AwsCall): boolean {
  const type = answer?.denial?.policyType;
  return type !== undefined && ABOVE_IDENTITY.has(type);
}
