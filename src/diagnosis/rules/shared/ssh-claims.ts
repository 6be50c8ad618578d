/** One claim per alias that failed in one of these ways, the usual form of SSH rules. */
import type { FailureKind } from '../../../model/failure.ts';
import type { Confidence } from '../../../model/finding.ts';
import { type AliasCase, aliasCases, failedIds, failureKinds } from '../../facts/ssh-aliases.ts';
import type { View } from '../../facts/view.ts';
import type { Claim } from '../rule.ts';

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
