/** The answers of AWS so far, by request, and the regions of those requests, for the sequence of AWS calls. */
import { isRoleDenied } from '../../knowledge/aws/role-denial.ts';
import type { CredentialFacts } from '../../model/aws/credentials.ts';
import type { AwsOperation } from '../../model/aws/operation.ts';
import type { AwsResult, AwsResultOf } from '../../model/aws/result.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { AwsObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import type { Session } from '../../model/session.ts';

export function observationOf(request: ProbeRequest, { observations }: Session): AwsObservation | null {
  const seen = observations.find((observation) => observation.request === request.key);
  return seen?.probe === 'aws' ? seen : null;
}

/** Null if there is no answer yet, or the answer has no result. */
export function resultOf<K extends AwsResult['kind']>(request: ProbeRequest, kind: K, session: Session): AwsResultOf<K> | null {
  const last = observationOf(request, session)?.phases.at(-1);
  const result = last?.name === 'aws' ? last.result : null;
  return result?.kind === kind ? (result as AwsResultOf<K>) : null;
}

export function failureOf(request: ProbeRequest, session: Session): FailureKind | null {
  return observationOf(request, session)?.failure?.kind ?? null;
}

/** The latest facts about credentials; null if there are none yet. */
export function credentialsOf({ observations }: Session): CredentialFacts | null {
  const seen = observations.findLast((observation) => observation.probe === 'aws-credentials');
  return seen?.probe === 'aws-credentials' ? seen.facts : null;
}

/** True if the credentials are refused in every region, so that another call would show nothing more. */
const HOPELESS: ReadonlySet<FailureKind> = new Set([
  'aws.no-credentials',
  'aws.sso-expired',
  'aws.expired',
  'aws.invalid-key',
  'aws.invalid-signature',
  'aws.in-clear',
  'aws.clock',
]);

/** True if no next step can succeed: the credentials are refused, or the connection to AWS fails (already reported). */
export function shouldEndLadder(kind: FailureKind | null): boolean {
  return kind !== null && (HOPELESS.has(kind) || !kind.startsWith('aws.') || kind === 'aws.not-aws');
}

/** AWS denies this role, and would deny each further call of it too. */
export function isRoleDeniedFor(request: ProbeRequest, session: Session): boolean {
  const last = observationOf(request, session)?.phases.at(-1);
  return isRoleDenied(failureOf(request, session), last?.name === 'aws' ? last : null);
}

/** EC2 and regional STS use one error code for wrong credentials and a disabled region; a nonexistent region has no host names. */
export function mayBeRegionProblem(kind: FailureKind | null, operation: AwsOperation): boolean {
  if (kind === 'aws.auth-failure' || kind === 'dns.nxdomain' || kind === 'dns.no-data') return true;
  return operation === 'get-caller-identity' && kind === 'aws.invalid-key';
}

/** The user's regions, otherwise the machine's, otherwise the one in AWS's own settings. Empty: none known. */
export function regionsOf(session: Session): string[] {
  if (session.profile.regions.length > 0) return session.profile.regions;
  const metadata = session.observations.findLast((observation) => observation.probe === 'metadata');
  const here = metadata?.probe === 'metadata' ? (metadata.facts?.region ?? null) : null;
  const named = here ?? credentialsOf(session)?.region?.name ?? null;
  return named === null ? [] : [named];
}

/** A region that every account of the partition has; the region's name shows the partition. */
export function defaultRegionOfPartition(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1';
  if (region.startsWith('us-gov-')) return 'us-gov-west-1';
  if (region.startsWith('eusc-')) return 'eusc-de-east-1';
  return 'us-east-1';
}
