/** A verdict before it is assigned to a requirement. */

import { isLocalLimit } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { UnknownReason, VerdictWord } from '../../model/verdict.ts';
import type { View } from '../facts/view.ts';

export type Judgement = { verdict: Exclude<VerdictWord, 'unknown'> } | { verdict: 'unknown'; reason: UnknownReason };

export const MET: Judgement = { verdict: 'met' };
export const UNMET: Judgement = { verdict: 'unmet' };
export const NOT_APPLICABLE: Judgement = { verdict: 'not-applicable' };

export function unknownJudgement(reason: UnknownReason): Judgement {
  return { verdict: 'unknown', reason };
}

/** The probe did not complete, because of an internal error or this machine. */
export function crashJudgement(observation: Observation): Judgement {
  return unknownJudgement(isLocalLimit(observation) ? 'blocked-by:GD905' : 'probe-crashed');
}

/** The judgement of a requirement for which nothing was measured. */
export function unmeasuredJudgement(row: Requirement, view: View): Judgement {
  return unknownJudgement(view.session.notStarted.get(row.id) === 'deadline' ? 'deadline' : 'not-run');
}
