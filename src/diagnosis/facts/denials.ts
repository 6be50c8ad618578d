/** Refusals by policy, as AWS words them. */
import type { Denial } from '../../model/aws/denial.ts';
import type { AwsCall } from './aws-calls.ts';

/** Policies above an identity: whoever holds it cannot lift them by widening its own permissions. */
const ABOVE_IDENTITY: ReadonlySet<Denial['policyType']> = new Set(['scp', 'rcp', 'boundary', 'session', 'vpc-endpoint']);

export function isOfOrganisation({ answer }: AwsCall): boolean {
  const type = answer?.denial?.policyType;
  return type !== undefined && ABOVE_IDENTITY.has(type);
}
