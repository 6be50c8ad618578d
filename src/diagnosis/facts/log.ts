/**
 * Where in the log to look. Each part is found once, in plan order, so that a rule about something rare reads nothing else: the time of a
 * diagnosis is the number of passes over the log (`engine/passes.test.ts` counts them).
 */
import type { FailureKind } from '../../model/failure.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import { perLog } from './memo.ts';
import { inPlanOrder } from './order.ts';
import type { View } from './view.ts';

type Probe = Observation['probe'];

/** Every observation of this probe, whatever its state and role. */
export function ofProbe<P extends Probe>(view: View, probe: P): readonly Extract<Observation, { probe: P }>[] {
  return (byProbe(view).get(probe) ?? []) as Extract<Observation, { probe: P }>[];
}

/** Every observation that ended in one of these kinds, whatever its state and role. */
export function endedIn(view: View, ...kinds: readonly FailureKind[]): readonly Observation[] {
  const found = kinds.flatMap((kind) => byKind(view).get(kind) ?? []);
  return kinds.length > 1 ? inPlanOrder(found) : found;
}

const byProbe = perLog((view) => Map.groupBy(view.observations, ({ probe }) => probe));

const byKind = perLog((view) =>
  Map.groupBy(
    view.observations.filter(({ failure }) => failure !== null),
    ({ failure }) => failure?.kind,
  ),
);

/** Crashed or cancelled. */
export const unfinished = perLog((view) => view.observations.filter(({ state }) => state !== 'completed'));

/** This machine kept the program from running meanwhile, or spoiled an earlier attempt. */
export const disturbed = perLog((view) =>
  view.observations.filter(({ stalled, spoiled }) => stalled !== undefined || spoiled !== undefined),
);

/** Requests through a proxy, and connections to an address alone, which may be one. */
export const aboutProxies = perLog((view): readonly WebObservation[] =>
  view.web.filter(({ route, target }) => route.via === 'proxy' || target.kind === 'tcp'),
);
