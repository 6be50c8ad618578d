/** How the genuine servers answer, by host, for the hosts whose answers were recorded (`npm run calibrate`). */
import type { GenuineAnswer } from '../../model/genuine-answer.ts';
import { targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export const recordedAnswers = memoize((view: View): ReadonlyMap<string, GenuineAnswer> => {
  const targets = view.session.requirements.flatMap((row) => row.targets);
  return new Map(
    targets.flatMap(({ target, recorded }) => {
      const host = targetHost(target);
      return recorded === undefined || host === null ? [] : [[normalizeHost(host), recorded] as const];
    }),
  );
});
