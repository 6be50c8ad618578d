import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';

/** Counting requirements that the session for a symptom does not measure; empty if nothing was measured. */
export function countOutsideWalk(session: Session, { verdicts }: Pick<Diagnosis, 'verdicts'>): number {
  return verdicts.filter((verdict) => verdict.counts && !isInWalk(verdict, session)).length;
}

/** True for a requirement that the session measured, or that is unmet without a measurement. */
export function isInWalk({ requirement, verdict, observations }: Verdict, { asked }: Session): boolean {
  return asked.size === 0 || asked.has(requirement) || (verdict === 'unmet' && observations.length === 0);
}
