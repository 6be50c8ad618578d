/** Targets that we chose for a wildcard or a placeholder: the real host's answer was never seen. */
import type { WebObservation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';

/** The document does not name this target itself, and its expected answer is not calibrated. */
export function isStandIn(row: Requirement, { target }: WebObservation): boolean {
  if (row.proof.calibrated !== null) return false;
  const text = targetText(target);
  const listed = row.targets.find((each) => targetText(each.target) === text);
  return listed === undefined ? row.discovery !== null : listed.standsFor !== null;
}
