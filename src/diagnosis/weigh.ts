/**
 * What a claim is worth. `certain` has to be earned: each neighbour of the cause is excluded by an observation of this
 * session. And what a rule concludes from silence alone is worth less where hardly anybody waited, or where this program itself
 * did not run meanwhile: that the answer came, or would have come, is one alternative more, whichever rule it is.
 */
import type { Confidence } from '../model/finding.ts';
import type { FindingName } from '../model/finding-codes.ts';
import type { Observation } from '../model/observation.ts';
import { sleptThroughMs } from './facts/machine-limits.ts';
import { perView } from './facts/memo.ts';
import { shortWaitMs } from './facts/silence.ts';
import type { Claim, Rule } from './rule.ts';
import type { View } from './view.ts';

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
  const ids = new Set(claim.accountsFor);
  const doubts = view.failed.filter(({ id }) => ids.has(id)).map((observation) => doubtOf(view, observation));
  const [first] = doubts;
  if (first === undefined || first === null || doubts.includes(null)) return claim;
  return { ...claim, confidence: ONE_MORE_ALTERNATIVE[claim.confidence], ...first };
}

/** Why this silence may be none; null where it is one, or something was said. */
function doubtOf(view: View, observation: Observation): Pick<Claim<unknown>, 'waitedMs' | 'stalledMs'> | null {
  const waitedMs = shortWaitMs(view, observation);
  if (waitedMs !== null) return { waitedMs };
  const stalledMs = sleptThroughMs(observation);
  return stalledMs === null ? null : { stalledMs };
}

const isDoubtful = perView((view: View): boolean => view.failed.some((observation) => doubtOf(view, observation) !== null));
