import type { Diagnosis } from '../../model/finding.ts';
import type { Session } from '../../model/session.ts';

/** Counting rows of the list that the walk of a symptom did not ask for; none where nothing was asked for. */
export function outsideWalk({ asked }: Session, { verdicts }: Pick<Diagnosis, 'verdicts'>): number {
  return asked.size === 0 ? 0 : verdicts.filter(({ counts, requirement }) => counts && !asked.has(requirement)).length;
}
