/**
 * A cause that keeps only part of what it claimed must not speak of hosts whose failure has another cause. Its rule is
 * therefore asked again, in a session in which what others explain did not fail, and what it then says stands.
 */

import type { View } from '../facts/view.ts';
import type { Claim, Rule } from '../rules/rule.ts';
import type { Covered } from './cover.ts';
import { claimsOfRule } from './weigh.ts';

export function narrowed(covered: readonly Covered[], view: View): Covered[] {
  const instead = new Map<Covered, readonly Covered[]>();
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

function isPart({ lost, causedBy }: Covered): boolean {
  return lost > 0 && causedBy === null;
}

/** Usually one claim; several where what is left has less in common. What none of them says is left as it was said. */
function restated(covered: Covered, claims: readonly Claim<unknown>[]): readonly Covered[] {
  const own = new Set(covered.observations);
  const found = claims.flatMap((claim): Covered[] => {
    const observations = claim.accountsFor.filter((id) => own.has(id));
    return observations.length === 0 ? [] : [{ ...covered, claim, observations: [...new Set(observations)] }];
  });
  const said = new Set(found.flatMap(({ observations }) => observations));
  return said.size === own.size ? found : [covered];
}

function others(covered: readonly Covered[], rule: Rule): ReadonlySet<string> {
  return new Set(covered.flatMap((each) => (each.rule === rule || each.causedBy !== null ? [] : each.observations)));
}

/** The same measurements; these ones are nobody's failure any more. */
function withoutFailuresOf(ids: ReadonlySet<string>, view: View): View {
  const isLeft = ({ id }: { id: string }) => !ids.has(id);
  return {
    ...view,
    failed: view.failed.filter(isLeft),
    failedWeb: view.failedWeb.filter(isLeft),
    isFailed: (observation) => isLeft(observation) && view.isFailed(observation),
  };
}
