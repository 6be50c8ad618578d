/**
 * Failures that may be chance: a handshake that failed once and completed when it was made again, as it does after a lost
 * packet, while a device is being reloaded, on a machine too busy to answer in time. They say nothing about names, sizes or
 * devices on the way, so no rule about those may claim them.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import { perView } from '../facts/memo.ts';
import { isDrownedOut, shortWaitMs } from '../facts/silence.ts';
import type { View } from '../view.ts';

/**
 * `again`: it passed when it was made again. `short`: hardly anybody waited for the answer. `others`: it was not made
 * again, and all that had failed alike on this way and were made again did pass.
 */
export type Chance = 'again' | 'short' | 'others';

const HANDSHAKE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.timeout', 'tls.reset', 'tls.closed']);

/** Why nothing can be concluded from this failure; null where something can. */
export function chanceOf(view: View, observation: Observation): Chance | null {
  const repeated = repetition(view, observation);
  if (repeated === 'passes') return 'again';
  // Made again in quiet, that is what counts.
  const counts = repeated === 'fails' ? view.controlFor(observation, 'repeat') : observation;
  if (counts !== undefined && isDrownedOut(view, counts)) return 'short';
  const isStall = observation.failure?.kind === 'tls.timeout' && observation.phases.at(-1)?.hop === 0;
  return isStall && repeated === null && stallsPassAgain(view).has(observation.route.via) ? 'others' : null;
}

/** The same for a failure that nothing explains: where hardly anybody waited, that is the first thing to mend. */
export function chanceOfUnexplained(view: View, observation: Observation): Chance | null {
  return chanceOf(view, observation) ?? (shortWaitMs(view, observation) === null ? null : 'short');
}

/** What became of a handshake that was made again; null where it was not. */
export function repetition(view: View, observation: Observation): 'passes' | 'fails' | null {
  const { failure, phases } = observation;
  const failed = phases.at(-1);
  if (failure === null || !HANDSHAKE.has(failure.kind) || failed?.name !== 'tls' || failed.hop > 0) return null;
  const again = view.controlFor(observation, 'repeat');
  if (again === undefined || again.route.via !== observation.route.via) return null;
  const tls = again.phases.find((phase) => phase.name === 'tls' && phase.peer === failed.peer);
  if (tls?.name !== 'tls') return null;
  return tls.handshakeCompleted ? 'passes' : 'fails';
}

/** Ways on which every handshake without an answer that was made again did complete. */
const stallsPassAgain = perView((view: View): ReadonlySet<WebObservation['route']['via']> => {
  const made = view.failedWeb.filter(({ failure }) => failure?.kind === 'tls.timeout');
  const ways = (outcome: ReturnType<typeof repetition>) =>
    new Set(made.filter((each) => repetition(view, each) === outcome).map(({ route }) => route.via));
  return ways('passes').difference(ways('fails'));
});
