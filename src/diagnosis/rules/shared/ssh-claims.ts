/** One claim per alias that failed with one of these kinds, which is what most SSH rules need. */
import type { FailureKind } from '../../../model/failure.ts';
import type { Confidence } from '../../../model/finding.ts';
import type { PhaseOf } from '../../../model/phase.ts';
import { observationsOfProbe } from '../../facts/log.ts';
import { type AliasCase, aliasCases, failedIds, failureKinds } from '../../facts/ssh-aliases.ts';
import { firstPhase, type View } from '../../facts/view.ts';
import type { Claim } from '../rule.ts';

/** A port of an environment that should speak SSH and does not; its requirement has no alias. */
export interface SshPort {
  end: string;
  host: string;
  port: number;
  answeredBy: PhaseOf<'banner'>['answeredBy'];
  kind: FailureKind;
}

export function claimsByPort<Facts, Sure extends Confidence>(
  view: View,
  kinds: readonly FailureKind[],
  make: (port: SshPort) => { subject: string; confidence: Sure; facts: Facts },
): Claim<Facts, Sure>[] {
  return observationsOfProbe(view, 'tcp').flatMap((observation) => {
    const { id, failure, target } = observation;
    if (target.kind !== 'tcp' || failure === null || !kinds.includes(failure.kind) || !view.isFailed(observation)) return [];
    const { host, port } = target;
    const answeredBy = firstPhase(observation, 'banner')?.answeredBy ?? null;
    return [{ ...make({ end: `${host} port ${port}`, host, port, answeredBy, kind: failure.kind }), accountsFor: [id] }];
  });
}

export function claimsByKind<Facts, Sure extends Confidence>(
  view: View,
  kinds: readonly FailureKind[],
  make: (alias: AliasCase, kind: FailureKind) => { subject: string; confidence: Sure; facts: Facts } | null,
): Claim<Facts, Sure>[] {
  const set: ReadonlySet<FailureKind> = new Set(kinds);
  return aliasCases(view).flatMap((alias) => {
    const accountsFor = failedIds(view, alias, set);
    const kind = failureKinds(alias).find((each) => set.has(each));
    const claim = accountsFor.length === 0 || kind === undefined ? null : make(alias, kind);
    return claim === null ? [] : [{ ...claim, accountsFor }];
  });
}
