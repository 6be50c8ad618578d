/** The AWS calls of a session with their answers. */
import type { AwsOperation, AwsTarget } from '../../model/aws/operation.ts';
import type { AwsResult, AwsResultOf } from '../../model/aws/result.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { AwsObservation, CredentialsObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { Profile } from '../../model/profile.ts';
import { observationsOfProbe } from './log.ts';
import { perLog } from './memo.ts';
import { firstPhase, type View } from './view.ts';

export interface AwsCall {
  observation: AwsObservation;
  id: string;
  operation: AwsOperation;
  region: string;
  target: AwsTarget;
  /** The kind of failure; null if the call passed or never completed. */
  kind: FailureKind | null;
  /** The answer of AWS; null if the connection failed before AWS could answer. */
  answer: PhaseOf<'aws'> | null;
}

/** Every completed call, in plan order. */
export const awsCalls = perLog((view): AwsCall[] =>
  observationsOfProbe(view, 'aws').flatMap((observation) => {
    if (observation.target.kind !== 'aws' || observation.state !== 'completed') return [];
    const { id, target, failure } = observation;
    const { operation, region } = target;
    return [{ observation, id, operation, region, target, kind: failure?.kind ?? null, answer: firstPhase(observation, 'aws') ?? null }];
  }),
);

export function callsOf(view: View, ...operations: AwsOperation[]): AwsCall[] {
  return awsCalls(view).filter((call) => operations.includes(call.operation));
}

export function callsFailedWith(view: View, ...kinds: FailureKind[]): AwsCall[] {
  return awsCalls(view).filter(({ kind }) => kind !== null && kinds.includes(kind));
}

/** Ids of the failed calls. Controls are left out, because they are evidence and need no explanation. */
export function failedCallIds(view: View, calls: readonly AwsCall[]): string[] {
  return calls.filter(({ observation }) => view.isFailed(observation)).map(({ id }) => id);
}

/** The result of a call if it has this kind; otherwise null. */
export function resultOf<K extends AwsResult['kind']>(call: AwsCall, kind: K): AwsResultOf<K> | null {
  const result = call.answer?.result ?? null;
  return result?.kind === kind ? (result as AwsResultOf<K>) : null;
}

/** The observation of the credential sources; null if they were not read. */
export function credentialsObservation(view: View): CredentialsObservation | null {
  return observationsOfProbe(view, 'aws-credentials').findLast(({ facts }) => facts !== null) ?? null;
}

/** True if the user allowed AWS calls, by consent or by naming a profile (docs/contract.md, Consents). */
export function isAwsAllowed({ consents, awsProfile }: Profile): boolean {
  return consents.includes('aws') || awsProfile !== null;
}

/** The account and identity that AWS reports for these credentials; null if unknown. */
export function awsCallerIdentity(view: View): AwsResultOf<'identity'> | null {
  for (const call of callsOf(view, 'get-caller-identity')) {
    const identity = resultOf(call, 'identity');
    if (identity !== null) return identity;
  }
  return null;
}

/**
 * The call which shows that the account has not enabled a region although its keys are valid; null if no call shows this. `listed`: the
 * list of regions shows it. Otherwise STS accepts the same keys in another region.
 */
export function disabledRegion(view: View, region: string): { call: AwsCall; listed: boolean } | null {
  const lists = callsOf(view, 'describe-regions').flatMap((call) => {
    const entry = resultOf(call, 'regions')?.regions.find(({ name }) => name === region);
    return entry === undefined ? [] : [{ call, closed: entry.optIn === 'not-opted-in' }];
  });
  const list = lists.at(-1);
  if (list !== undefined) return list.closed ? { call: list.call, listed: true } : null;
  const identities = callsOf(view, 'get-caller-identity');
  const isRefused = identities.some((call) => call.region === region && call.kind === 'aws.invalid-key');
  const elsewhere = identities.find((call) => call.region !== region && resultOf(call, 'identity') !== null);
  return isRefused && elsewhere !== undefined ? { call: elsewhere, listed: false } : null;
}
