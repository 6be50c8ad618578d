/**
 * What a rule concludes from silence alone is worth less where hardly anybody waited: that the answer would have come is one
 * alternative more, whichever rule it is. So each claim goes down one step then, and says why.
 */
import type { Confidence } from '../model/finding.ts';
import { perView } from './facts/memo.ts';
import { shortWaitMs } from './facts/silence.ts';
import type { Claim, Rule } from './rule.ts';
import type { View } from './view.ts';

const ONE_MORE_ALTERNATIVE: Record<Confidence, Confidence> = { certain: 'likely', likely: 'possible', possible: 'possible' };

/** What the rule claims in this view, with the confidence that its evidence earns. */
export function claimsOfRule(rule: Rule, view: View): Claim<unknown>[] {
  const claims = rule.find(view);
  return isHasty(view) ? claims.map((claim) => weighed(claim, view)) : claims;
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
