/**
 * Subsets of a session's observations in plan order, each selected once, so that a rule about a rare event does not read all observations.
 * The time of a diagnosis depends on the number of passes over them (`engine/passes.test.ts` counts the passes).
 */
import type { FailureKind } from '../../model/failure.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import { perLog } from './memo.ts';
import { addToGroup, sortInPlanOrder } from './order.ts';
import type { View } from './view.ts';

type Probe = Observation['probe'];
/** The member of the union whose `probe` can have this value; all web probes share one member. */
type ObservationOf<P extends Probe, Each = Observation> = Each extends { probe: infer Any } ? (P extends Any ? Each : never) : never;

/** Every observation of this probe, whatever its state and role. */
export function observationsOfProbe<P extends Probe>(view: View, probe: P): readonly ObservationOf<P>[] {
  return (partsOf(view).byProbe.get(probe) ?? []) as ObservationOf<P>[];
}

/** Every observation that ended in one of these kinds, whatever its state and role. */
export function observationsEndedIn(view: View, ...kinds: readonly FailureKind[]): readonly Observation[] {
  const found = kinds.flatMap((kind) => partsOf(view).byKind.get(kind) ?? []);
  return kinds.length > 1 ? sortInPlanOrder(found) : found;
}

/** Observations of requirements that crashed or were cancelled. */
export function unfinishedRows(view: View): readonly Observation[] {
  return partsOf(view).unfinished;
}

/** Observations of requirements that this machine disturbed: it suspended the process during the probe, or made an earlier attempt fail. */
export function disturbedRows(view: View): readonly Observation[] {
  return partsOf(view).disturbed;
}

/** Requests through a proxy, and connections to a bare address, which may be a proxy's. */
export const proxyObservations = perLog((view): readonly WebObservation[] =>
  view.web.filter(({ route, target }) => route.via === 'proxy' || target.kind === 'tcp'),
);

const partsOf = perLog(({ observations }: View) => {
  const byProbe = new Map<Probe, Observation[]>();
  const byKind = new Map<FailureKind, Observation[]>();
  const unfinished: Observation[] = [];
  const disturbed: Observation[] = [];
  for (const observation of observations) {
    const { probe, failure, state, stalled, spoiled } = observation;
    addToGroup(byProbe, probe, observation);
    if (failure !== null) addToGroup(byKind, failure.kind, observation);
    if (state !== 'completed') unfinished.push(observation);
    if (stalled !== undefined || spoiled !== undefined) disturbed.push(observation);
  }
  return { byProbe, byKind, unfinished, disturbed };
});
