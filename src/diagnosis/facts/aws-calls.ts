/** The AWS calls of a session, each with its answer, so that rules need not take observations apart. */
import type { AwsOperation, AwsTarget } from '../../model/aws/operation.ts';
import type { AwsResult, AwsResultOf } from '../../model/aws/result.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { AwsObservation, CredentialsObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { Profile } from '../../model/profile.ts';
import { perView } from './memo.ts';
import { phase, type View } from './view.ts';

export interface AwsCall {
  observation: AwsObservation;
  id: string;
  operation: AwsOperation;
  region: string;
  target: AwsTarget;
  /** Null: it passed, or it never ended. */
  kind: FailureKind | null;
  /** Null where the connection failed before AWS could answer. */
  answer: PhaseOf<'aws'> | null;
}

/** Every completed call, in plan order. */
export const awsCalls = perView((view): AwsCall[] =>
  view.observations.flatMap((observation) => {
    if (observation.probe !== 'aws' || observation.target.kind !== 'aws' || observation.state !== 'completed') return [];
    const { id, target, failure } = observation;
    const { operation, region } = target;
    return [{ observation, id, operation, region, target, kind: failure?.kind ?? null, answer: phase(observation, 'aws') ?? null }];
  }),
);

export function callsOf(view: View, ...operations: AwsOperation[]): AwsCall[] {
  return awsCalls(view).filter((call) => operations.includes(call.operation));
}

/** Calls that ended in one of these ways. */
export function callsThatEnded(view: View, ...kinds: FailureKind[]): AwsCall[] {
  return awsCalls(view).filter(({ kind }) => kind !== null && kinds.includes(kind));
}

/** Those that count as failed: what was only asked to tell causes apart explains and is not explained. */
export function failedIds(view: View, calls: readonly AwsCall[]): string[] {
  return calls.filter(({ observation }) => view.isFailed(observation)).map(({ id }) => id);
}

/** What a call told; null if it told something else or nothing. */
export function toldBy<K extends AwsResult['kind']>(call: AwsCall, kind: K): AwsResultOf<K> | null {
  const result = call.answer?.result ?? null;
  return result?.kind === kind ? (result as AwsResultOf<K>) : null;
}

/** The look at the sources of credentials; null where nobody looked. */
export function credentialsSeen(view: View): CredentialsObservation | null {
  return (
    view.observations.findLast((each): each is CredentialsObservation => each.probe === 'aws-credentials' && each.facts !== null) ?? null
  );
}

/** An AWS step was asked for: consent given, or a profile named, which implies it (CONTRACT, Consents). */
export function mayAskAws({ consents, awsProfile }: Profile): boolean {
  return consents.includes('aws') || awsProfile !== null;
}

/** The account and name that AWS takes us for; null where it was not told. */
export function identityOf(view: View): AwsResultOf<'identity'> | null {
  for (const call of callsOf(view, 'get-caller-identity')) {
    const told = toldBy(call, 'identity');
    if (told !== null) return told;
  }
  return null;
}

/**
 * The answer that a region is closed to this account although its keys are good: the list of regions says so (`listed`), or
 * STS knows the same keys elsewhere. Null: nothing says so.
 */
export function closedRegion(view: View, region: string): { call: AwsCall; listed: boolean } | null {
  const lists = callsOf(view, 'describe-regions').flatMap((call) => {
    const entry = toldBy(call, 'regions')?.regions.find(({ name }) => name === region);
    return entry === undefined ? [] : [{ call, closed: entry.optIn === 'not-opted-in' }];
  });
  const list = lists.at(-1);
  if (list !== undefined) return list.closed ? { call: list.call, listed: true } : null;
  const identities = callsOf(view, 'get-caller-identity');
  const isRefused = identities.some((call) => call.region === region && call.kind === 'aws.invalid-key');
  const elsewhere = identities.find((call) => call.region !== region && toldBy(call, 'identity') !== null);
  return isRefused && elsewhere !== undefined ? { call: elsewhere, listed: false } : null;
}
