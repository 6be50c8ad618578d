/**
 * What a claim is worth. `certain` has to be earned: each neighbour of the cause is excluded by an observation of this
 * session. And what a rule concludes from silence alone is worth less where hardly anybody waited: that the answer would
 * have come is one alternative more, whichever rule it is.
 */
import type { Confidence } from '../model/finding.ts';
import type { FindingName } from '../model/finding-codes.ts';
import { perView } from './facts/memo.ts';
import { shortWaitMs } from './facts/silence.ts';
import type { Claim, Rule } from './rule.ts';
import type { View } from './view.ts';

const ONE_MORE_ALTERNATIVE: Record<Confidence, Confidence> = { certain: 'likely', likely: 'possible', possible: 'possible' };

/** What the rule claims in this view, with the confidence that its evidence earns. */
export function claimsOfRule(rule: Rule, view: View): Claim<unknown>[] {
  const claims = rule.find(view).map((claim) => proved(rule, claim, view));
  return isHasty(view) ? claims.map((claim) => weighed(claim, view)) : claims;
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
  const waits = view.failed.filter(({ id }) => ids.has(id)).map((observation) => shortWaitMs(view, observation));
  const [first] = waits;
  if (first === undefined || first === null || waits.includes(null)) return claim;
  return { ...claim, confidence: ONE_MORE_ALTERNATIVE[claim.confidence], waitedMs: first };
}

const isHasty = perView((view: View): boolean => view.failed.some((observation) => shortWaitMs(view, observation) !== null));
