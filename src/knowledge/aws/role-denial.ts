/**
 * Denials while the SDK obtains the credentials: the caller may not assume the role of a profile, or the IAM Identity Center session may
 * not use the role. The intended call was never sent, so nothing is known about its target.
 */

import type { AwsPhase } from '../../model/aws/phase.ts';
import type { FailureKind } from '../../model/failure.ts';

export function isRoleDenied(kind: FailureKind | null, answer: Pick<AwsPhase, 'server.address' | 'pasted'> | null): boolean {
  return kind === 'aws.unauthorized' && answer !== null && answer['server.address'] === null && answer.pasted === undefined;
}
