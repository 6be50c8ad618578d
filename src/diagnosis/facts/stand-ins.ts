/** Targets that we chose for a wildcard or a placeholder; the answer of the real host is unknown. */
import type { WebObservation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';

/** The access requirements do not name this target, and its expected answer is not calibrated. */
export function isStandInTarget(row: Requirement, { target }: WebObservation): boolean {
  if (row.proof.calibrated !== null) return false;
  const text = targetText(target);
  const listed = row.targets.find((each) => targetText(each.target) === text);
  return listed === undefined ? row.discovery !== null : listed.standsFor !== null;
}
