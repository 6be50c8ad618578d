/** Targets that we invented for a wildcard or a placeholder. The answer of the real host is unknown. */
import type { WebObservation } from '../../model/observation.ts';
import type { Requirement } from '../../model/requirement.ts';
import { targetText } from '../../model/target.ts';

/** True if the target is not in the access requirements, so that its right answer is unknown. */
export function isStandInTarget(row: Requirement, { target }: WebObservation): boolean {
  if (row.proof.calibrated !== null) return false;
  // Most targets are exactly as listed, and to write all of them as text takes time.
  if (row.discovery === null && row.targets.every(({ standsFor }) => standsFor === null)) return false;
  const text = targetText(target);
  const listed = row.targets.find((each) => targetText(each.target) === text);
  return listed === undefined ? row.discovery !== null : listed.standsFor !== null;
}
