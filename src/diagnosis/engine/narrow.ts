/**
 * A cause that keeps only part of its claim must not mention hosts that failed for another cause. Its rule therefore runs again on a
 * session without the failures already explained, and that result counts.
 */

import type { View } from '../facts/view.ts';
import type { Claim, Rule } from '../rules/rule.ts';
import type { CoveredClaim } from './cover.ts';
import { claimsOfRule } from './weigh.ts';

export function narrowClaims(covered: readonly CoveredClaim[], view: View): CoveredClaim[] {
  const instead = new Map<CoveredClaim, readonly CoveredClaim[]>();
  for (const [rule, findings] of Map.groupBy(covered, (each) => each.rule)) {
    if (!findings.some(isPart)) continue;
    const claims = claimsOfRule(rule, withoutFailuresOf(others(covered, rule), view));
    for (const each of findings) if (isPart(each)) instead.set(each, restated(each, claims));
  }
  return covered.flatMap((each) => {
    const cause = each.causedBy === null ? undefined : instead.get(each.causedBy)?.[0];
    return instead.get(each) ?? (cause === undefined ? [each] : [{ ...each, causedBy: cause }]);
  });
}

function isPart({ lost, causedBy }: CoveredClaim): boolean {
  return lost > 0 && causedBy === null;
}

/**
 * The claims that replace the original claim: usually one, or several if the remaining failures no longer share one subject. Failures that
 * no new claim includes keep the original wording.
 */
function restated(covered: CoveredClaim, claims: readonly Claim<unknown>[]): readonly CoveredClaim[] {
  const own = new Set(covered.observations);
  const found = claims.flatMap((claim): CoveredClaim[] => {
    const observations = claim.accountsFor.filter((id) => own.has(id));
    return observations.length === 0 ? [] : [{ ...covered, claim, observations: [...new Set(observations)] }];
  });
  const said = new Set(found.flatMap(({ observations }) => observations));
  return said.size === own.size ? found : [covered];
}

function others(covered: readonly CoveredClaim[], rule: Rule): ReadonlySet<string> {
  return new Set(covered.flatMap((each) => (each.rule === rule || each.causedBy !== null ? [] : each.observations)));
}

/** The same measurements without these failures. */
function withoutFailuresOf(ids: ReadonlySet<string>, view: View): View {
  const isLeft = ({ id }: { id: string }) => !ids.has(id);
  return {
    ...view,
    failed: view.failed.filter(isLeft),
    failedWeb: view.failedWeb.filter(isLeft),
    isFailed: (observation) => isLeft(observation) && view.isFailed(observation),
  };
}
