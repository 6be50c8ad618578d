import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';

/** Counting rows outside a symptom's walk; empty if nothing was measured. */
export function countOutsideWalk(session: Session, { verdicts }: Pick<Diagnosis, 'verdicts'>): number {
  return verdicts.filter((verdict) => verdict.counts && !isInWalk(verdict, session)).length;
}

/** True for a row that the walk requested, or that is unmet without a measurement. */
export function isInWalk({ requirement, verdict, observations }: Verdict, { asked }: Session): boolean {
  return asked.size === 0 || asked.has(requirement) || (verdict === 'unmet' && observations.length === 0);
}
