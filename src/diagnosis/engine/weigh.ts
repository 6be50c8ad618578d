/**
 * What a claim is worth. `certain` has to be earned: each neighbour of the cause is excluded by an observation of this
 * session. And what a rule concludes from silence alone is worth less where hardly anybody waited, or where this program itself
 * did not run meanwhile: that the answer came, or would have come, is one alternative more, whichever rule it is. So is a network
 * that is unsteady, where the retry did not come as far as what it retried.
 */
import type { Confidence } from '../../model/finding.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import type { Observation } from '../../model/observation.ts';
import { sleptThroughMs } from '../facts/machine-limits.ts';
import { perView } from '../facts/memo.ts';
import { shortWaitMs } from '../facts/silence.ts';
import type { View } from '../facts/view.ts';
import type { Claim, Rule } from '../rules/rule.ts';

const ONE_MORE_ALTERNATIVE: Record<Confidence, Confidence> = { certain: 'likely', likely: 'possible', possible: 'possible' };

/** What the rule claims in this view, with the confidence that its evidence earns. */
export function claimsOfRule(rule: Rule, view: View): Claim<unknown>[] {
  const claims = rule.find(view).map((claim) => proved(rule, claim, view));
  return isDoubtful(view) ? claims.map((claim) => weighed(claim, view)) : claims;
}

/** Which observations exclude each neighbour of a claim; none where it is not excluded. */
export function excluded(rule: Rule, claim: Claim<unknown>, view: View): { name: FindingName; by: readonly string[] }[] {
  return rule.explanation.confusedWith.map(({ name }) => ({ name, by: rule.excludes?.[name]?.(view, claim) ?? [] }));
}

function proved(rule: Rule, claim: Claim<unknown>, view: View): Claim<unknown> {
  if (claim.confidence !== 'certain' || rule.scope === 'note') return claim;
  return excluded(rule, claim, view).every(({ by }) => by.length > 0) ? claim : { ...claim, confidence: 'likely' };
}

function weighed(claim: Claim<unknown>, view: View): Claim<unknown> {
  if (claim.seenHere === true || claim.accountsFor.length === 0) return claim;
  const doubts = claim.accountsFor.flatMap((id) => failedById(view).get(id) ?? []).map((observation) => doubtOf(view, observation));
  const [first] = doubts;
  if (first === undefined || first === null || doubts.includes(null)) return claim;
  return { ...claim, confidence: ONE_MORE_ALTERNATIVE[claim.confidence], ...first };
}

/** Why this may mean something else; null where it was a silence that counts, or something was said that was not taken back. */
function doubtOf(view: View, observation: Observation): Pick<Claim<unknown>, 'waitedMs' | 'stalledMs' | 'isUnsteady'> | null {
  if (view.retried.get(observation.id)?.outcome === 'inconclusive') return { isUnsteady: true };
  const waitedMs = shortWaitMs(view, observation);
  if (waitedMs !== null) return { waitedMs };
  const stalledMs = sleptThroughMs(observation);
  return stalledMs === null ? null : { stalledMs };
}

const failedById = perView((view: View): ReadonlyMap<string, Observation> => new Map(view.failed.map((each) => [each.id, each])));

const isDoubtful = perView((view: View): boolean => view.failed.some((observation) => doubtOf(view, observation) !== null));
