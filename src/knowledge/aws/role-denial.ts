/**
 * AWS refuses the credentials themselves: it does not let the caller assume the role of a profile, or the sign-in use it. That comes
 * before the call, which was then never sent, and says nothing about what the call is about.
 */

import type { AwsPhase } from '../../model/aws/phase.ts';
import type { FailureKind } from '../../model/failure.ts';

export function isRoleDenied(kind: FailureKind | null, answer: Pick<AwsPhase, 'server.address' | 'pasted'> | null): boolean {
  return kind === 'aws.unauthorized' && answer !== null && answer['server.address'] === null && answer.pasted === undefined;
}
