/**
 * The confidence that a claim earns. `certain` needs an observation that excludes each neighbour of the cause. A conclusion from a timeout
 * alone is worth less after a short wait or a pause of this program, because the answer may only be late, whatever the rule. The same
 * applies on an unsteady network, where the retry got less far than the first attempt. A conclusion from an answer that was never recorded
 * from the real host is at most possible.
 */
import type { Confidence } from '../../model/finding.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import { sleptThroughMs } from '../facts/machine-limits.ts';
import { memoize } from '../facts/memo.ts';
import { shortWaitMs } from '../facts/silence.ts';
import { isStandInTarget } from '../facts/stand-ins.ts';
import { isExplicitStatus } from '../facts/statuses.ts';
import type { View } from '../facts/view.ts';
import type { Claim, Rule } from '../rules/rule.ts';

const ONE_MORE_ALTERNATIVE: Record<Confidence, Confidence> = { certain: 'likely', likely: 'possible', possible: 'possible' };

/** The rule's claims in this view, with the confidence that their evidence earns. */
export function claimsOfRule(rule: Rule, view: View): Claim<unknown>[] {
  const claims = rule.find(view).map((claim) => assumed(proved(rule, claim, view), view));
  return isDoubtful(view) ? claims.map((claim) => weighed(claim, view)) : claims;
}

/** The observations that exclude each neighbour of a claim; empty if a neighbour is not excluded. */
export function exclusionsOf(rule: Rule, claim: Claim<unknown>, view: View): { name: FindingName; by: readonly string[] }[] {
  const neighbours = Object.keys(rule.confusedWith) as FindingName[];
  return neighbours.map((name) => ({ name, by: rule.excludes?.[name]?.(view, claim) ?? [] }));
}

function proved(rule: Rule, claim: Claim<unknown>, view: View): Claim<unknown> {
  if (claim.confidence !== 'certain' || rule.scope === 'note') return claim;
  return exclusionsOf(rule, claim, view).every(({ by }) => by.length > 0) ? claim : { ...claim, confidence: 'likely' };
}

/** The right status of a target that stands for a wildcard is an assumption until it has been recorded. */
function assumed(claim: Claim<unknown>, view: View): Claim<unknown> {
  const ids = claim.accountsFor.length > 0 ? claim.accountsFor : (claim.evidence ?? []);
  const rests = ids.length > 0 && ids.every((id) => isAssumedStatus(view, view.observation(id)));
  return rests ? { ...claim, confidence: 'possible', isAssumed: true } : claim;
}

function isAssumedStatus(view: View, observation: Observation | undefined): boolean {
  if (observation === undefined || !isWebObservation(observation)) return false;
  const status = observation.phases.findLast((phase) => phase.name === 'http')?.answer?.['http.response.status_code'];
  if (status === undefined || status < FIRST_REFUSAL || isExplicitStatus(status)) return false;
  const rows = observation.requirements.flatMap((id) => view.requirement(id) ?? []);
  return rows.length > 0 && rows.every((row) => isStandInTarget(row, observation));
}

const FIRST_REFUSAL = 400;

function weighed(claim: Claim<unknown>, view: View): Claim<unknown> {
  if (claim.seenHere === true || claim.accountsFor.length === 0) return claim;
  const failed = claim.accountsFor.flatMap((id) => view.observation(id) ?? []).filter(view.isFailed);
  const doubts = failed.map((observation) => doubtOf(view, observation));
  const [first] = doubts;
  if (first === undefined || first === null || doubts.includes(null)) return claim;
  return { ...claim, confidence: ONE_MORE_ALTERNATIVE[claim.confidence], ...first };
}

/** The reason for doubt. Null if the wait was long enough, or if an explicit answer arrived that the retry did not contradict. */
function doubtOf(view: View, observation: Observation): Pick<Claim<unknown>, 'waitedMs' | 'stalledMs' | 'isUnsteady'> | null {
  if (view.retried.get(observation.id)?.outcome === 'inconclusive') return { isUnsteady: true };
  const waitedMs = shortWaitMs(view, observation);
  if (waitedMs !== null) return { waitedMs };
  const stalledMs = sleptThroughMs(observation);
  return stalledMs === null ? null : { stalledMs };
}

const isDoubtful = memoize((view: View): boolean => view.failed.some((observation) => doubtOf(view, observation) !== null));
