/** What this machine itself kept from being measured is told apart from what a network did. */
import { failureLayer, SILENCE } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Stalled } from '../../model/stalled.ts';
import { targetText } from '../../model/target.ts';
import { fail } from '../classify.ts';

/** Less is ordinary where a wide sweep begins, and changes no answer. */
const WORTH_TELLING_MS = 250;

/**
 * A probe that this machine failed has not completed. Silence is one where the program did not run for half of the time and
 * more, although it has waited for that time again (`deadline.ts`).
 */
export function ofThisMachine(observation: Observation, stalled: Stalled | null): Observation {
  const told = stalled === null || stalled.ms < WORTH_TELLING_MS ? observation : { ...observation, stalled };
  const { failure, state, durationMs, target } = told;
  if (failure === null || state !== 'completed') return told;
  if (failureLayer(failure.kind) === 'machine') return { ...told, state: 'crashed' };
  const isStarved = SILENCE.has(failure.kind) && (told.stalled?.ms ?? 0) * 2 >= durationMs;
  return isStarved ? { ...told, state: 'crashed', failure: fail('machine.starved', targetText(target)) } : told;
}
