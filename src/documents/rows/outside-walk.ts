import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';
import type { Verdict } from '../../model/verdict.ts';

/** Counting rows of the list that the walk of a symptom did not ask for; none where nothing was asked for. */
export function outsideWalk(session: Session, { verdicts }: Pick<Diagnosis, 'verdicts'>): number {
  return verdicts.filter((verdict) => verdict.counts && !isInWalk(verdict, session)).length;
}

/** Asked for, or found not to be met without being measured. */
export function isInWalk({ requirement, verdict, observations }: Verdict, { asked }: Session): boolean {
  return asked.size === 0 || asked.has(requirement) || (verdict === 'unmet' && observations.length === 0);
}
