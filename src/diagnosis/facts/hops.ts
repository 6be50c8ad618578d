/** The hop of a redirect chain at which an observation failed, with that hop's host, port and route. */

import { currentKind } from '../../knowledge/tls-alerts.ts';
import type { FailureKind } from '../../model/failure.ts';
import { isHost } from '../../model/host-syntax.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { HttpAnswer, Phase, PhaseName, PhaseOf } from '../../model/phase.ts';
import { targetHost, targetPort } from '../../model/target.ts';
import { memoize } from './memo.ts';
import { doubtAboutFailure } from './retries.ts';
import { failedPhase, type View } from './view.ts';

export interface FailedHop {
  observation: WebObservation;
  kind: FailureKind;
  phase: Phase;
  hop: number;
  host: string;
  port: number;
  direct: boolean;
}

/** The phase of this name in this hop, with the target and not with a proxy. */
export function phaseOfHop<N extends PhaseName>(observation: WebObservation, name: N, hop: number): PhaseOf<N> | undefined {
  // A loop, because it is faster than array methods and every rule calls this for every observation.
  for (const phase of observation.phases)
    if (phase.name === name && phase.hop === hop && phase.peer === 'target') return phase as PhaseOf<N>;
  return undefined;
}

/** The address to which the first hop connected. */
export function firstPeer(observation: WebObservation): string | null {
  return phaseOfHop(observation, 'tcp', 0)?.['network.peer.address'] ?? null;
}

/** The index of the failed hop; without a failed phase, the index of the last hop. */
export function lastHop(observation: WebObservation): number {
  return observation.phases.at(-1)?.hop ?? 0;
}

/** The host and port of the target, or of the redirect that led to the hop. */
export function endpointOfHop(observation: WebObservation, hop: number): { host: string; port: number } | null {
  if (hop > 0) {
    const led = phaseOfHop(observation, 'http', hop - 1)?.answer?.redirect ?? null;
    return led !== null && isHost(led.host) ? led : null;
  }
  const host = targetHost(observation.target);
  const port = targetPort(observation.target);
  return host === null || port === null ? null : { host, port };
}

/** The scheme of the hop; null if the hop does not use HTTP. */
export function schemeOfHop(observation: WebObservation, hop: number): 'https' | 'http' | null {
  if (hop > 0) return phaseOfHop(observation, 'http', hop - 1)?.answer?.redirect?.scheme ?? null;
  const { target } = observation;
  return target.kind === 'https' || target.kind === 'http' ? target.kind : null;
}

/** Whether a later hop uses a proxy is known from its phases; the first hop has the route of the observation. */
export function isDirectHop(observation: WebObservation, hop: number): boolean {
  if (hop === 0) return observation.route.via === 'direct';
  return !observation.phases.some((phase) => phase.hop === hop && (phase.peer === 'proxy' || phase.name === 'tunnel'));
}

/** The answer of the last hop, verified or not; null without an HTTP answer. */
export function lastAnswerOf(observation: WebObservation): HttpAnswer | null {
  return phaseOfHop(observation, 'http', lastHop(observation))?.answer ?? observation.unverifiedAnswer;
}

/** Observations whose failed phase is with the target and has one of these kinds, without transient failures. */
export function failedHops(view: View, kinds: ReadonlySet<FailureKind>): FailedHop[] {
  const { every, byKind } = everyFailedHop(view);
  const found = [...kinds].filter((kind) => byKind.has(kind));
  const [only] = found;
  if (only === undefined) return [];
  return found.length === 1 ? [...(byKind.get(only) ?? [])] : every.filter(({ kind }) => kinds.has(kind));
}

const everyFailedHop = memoize((view: View) => {
  const every: FailedHop[] = [];
  for (const observation of view.failedWeb) {
    const phase = failedPhase(observation);
    const { failure } = observation;
    if (phase === null || failure === null || phase.peer === 'proxy' || doubtAboutFailure(view, observation) !== null) continue;
    const endpoint = endpointOfHop(observation, phase.hop);
    if (endpoint === null) continue;
    const { host, port } = endpoint;
    every.push({ observation, kind: currentKind(failure), phase, hop: phase.hop, host, port, direct: isDirectHop(observation, phase.hop) });
  }
  return { every, byKind: Map.groupBy(every, ({ kind }) => kind) };
});
