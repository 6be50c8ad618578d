/** Separates faults of this machine from faults of the network. */
import { failureLayer, SILENT_KINDS } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProcessStall } from '../../model/stalled.ts';
import { targetText } from '../../model/target.ts';
import { fail } from '../classify.ts';

/** Shorter stalls are usual at the start of a wide sweep, and change no answer. */
const WORTH_TELLING_MS = 250;

/**
 * A probe is incomplete if this machine failed it, or if it saw silence while this process did not run for at least half of the time,
 * although it waited for that time again (`deadline.ts`).
 */
export function markLocalFailure(observation: Observation, stalled: ProcessStall | null): Observation {
  const told = stalled === null || stalled.ms < WORTH_TELLING_MS ? observation : { ...observation, stalled };
  const { failure, state, durationMs, target } = told;
  if (failure === null || state !== 'completed') return told;
  if (failureLayer(failure.kind) === 'machine') return { ...told, state: 'crashed' };
  const isStarved = SILENT_KINDS.has(failure.kind) && (told.stalled?.ms ?? 0) * 2 >= durationMs;
  return isStarved ? { ...told, state: 'crashed', failure: fail('machine.starved', targetText(target)) } : told;
}
