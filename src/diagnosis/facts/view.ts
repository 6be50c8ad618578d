/** A session as rules see it: the latest observations, sorted into failures and context. */

import type { RetriedRow } from '../../knowledge/measurements/retries.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { DnsObservation, Observation, UdpObservation, WebObservation } from '../../model/observation.ts';
import type { Phase, PhaseName, PhaseOf } from '../../model/phase.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import type { ForwardProxy } from '../../model/target.ts';

/** The sign that the service did not send the answer. */
export type ForeignMark =
  | { mark: 'filter'; vendor: string }
  | { mark: 'page'; pageClass: 'block-page' | 'login' | 'error' }
  | { mark: 'redirect'; host: string }
  | { mark: 'media-type'; expected: string; got: string }
  /** The answer names another host as the one that blocks (RFC 7725). */
  | { mark: 'blocked-by'; host: string }
  /** The service first checks for a human visitor. */
  | { mark: 'challenge' }
  /** A status that only a device between client and service sends: a 407 without a configured proxy, or 511. */
  | { mark: 'login-demanded'; status: number };

export interface View {
  session: Session;
  host: HostFacts | null;
  /** Every observation, in the order `o1, o2 …`. An observation that was retried has the outcome of its retry if the retry got further. */
  observations: readonly Observation[];
  /** The observations as measured, each with its own outcome. */
  measured: readonly Observation[];
  /** Observations that failed at first and were retried, by id. */
  retried: ReadonlyMap<string, RetriedRow>;
  web: readonly WebObservation[];
  udp: readonly UdpObservation[];
  dns: readonly DnsObservation[];
  /** Observations that failed on the route and family of a real client (docs/contract.md, What counts), without context and controls. */
  failed: readonly Observation[];
  failedWeb: readonly WebObservation[];
  /** Observations of requirements (role `row`) that passed. */
  passedWeb: readonly WebObservation[];
  isFailed(observation: Observation): boolean;
  /** The observation with this id. */
  observation(id: string): Observation | undefined;
  /** True if no real client makes this request, so that its outcome is never a failure. */
  isContext(observation: Observation): boolean;
  /** The sign that another server answered a successful request; null if there is none (`foreign-answer.ts`). */
  foreign(observation: Observation): ForeignMark | null;
  requirement(id: string): Requirement | undefined;
  /** The position of the requirement in the catalogue. */
  position(requirement: Requirement): number;
  /** The ids of the session's requirements to which these observations belong, without duplicates. */
  rowIds(observations: readonly string[]): string[];
  controls(purpose: ControlPurpose): readonly Observation[];
  /** The control of this purpose made for the same host and port as this observation. */
  controlFor(observation: Observation, purpose: ControlPurpose): WebObservation | undefined;
  dnsOf(host: string): DnsObservation | undefined;
}

export function failedPhase(observation: Observation): Phase | null {
  const last = observation.phases.at(-1);
  return last !== undefined && !last.ok ? last : null;
}

/** The first phase of this name in the last hop that has one. */
export function firstPhase<N extends PhaseName>(observation: Observation, name: N): PhaseOf<N> | undefined {
  const { phases } = observation;
  for (let at = phases.length - 1; at >= 0; at -= 1) if (phases[at]?.name === name) return phases[at] as PhaseOf<N>;
  return undefined;
}

/** The host of the failed phase; the target's host if no phase names one. */
export function failedHost(observation: Observation): string | null {
  const last = observation.phases.at(-1);
  if (last !== undefined && 'server.address' in last) return last['server.address'];
  if (last !== undefined && 'dns.question.name' in last) return last['dns.question.name'];
  return 'host' in observation.target ? observation.target.host : null;
}

/** The proxy on the route of this observation; null if it is direct. */
export function proxyOf(observation: Observation): ForwardProxy | null {
  return observation.route.via === 'proxy' ? observation.route.proxy : null;
}
