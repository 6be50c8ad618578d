/** The input of the functions that plan controls: the failures, their requests, and facts about this machine. */
import { hasFailedBeforeAnswer, requestOfCall } from '../../knowledge/measurements/aws-connection.ts';
import { isWebObservation, type Observation, type WebObservation } from '../../model/observation.ts';
import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, type Target, targetHost, targetPort } from '../../model/target.ts';
import type { Machine } from '../machine.ts';
import { request } from '../request.ts';

export type FailedObservation = WebObservation & { failure: NonNullable<WebObservation['failure']> };

export interface ControlContext {
  session: Session;
  machine: Machine;
  /** Observations in catalogue order, regardless of timing. */
  observations: readonly Observation[];
  /** Every completed request to a host; an AWS call counts as a request to its host. */
  web: readonly WebObservation[];
  /** Failed requirements; an AWS call counts if it failed before AWS could answer. */
  failed: readonly FailedObservation[];
  /** The request of each observation, by key; for an AWS call the plain request to the same host. */
  original: ReadonlyMap<string, ProbeRequest>;
  /** The timeout of a control that may get no answer. */
  controlMs: number;
}

export function createControlContext(session: Session, machine: Machine): ControlContext {
  const observations = inCatalogueOrder(session);
  const web = observations.flatMap((observation) => (observation.state === 'completed' ? (asWeb(observation) ?? []) : []));
  const requests = new Map(session.requests.map((each) => [each.key, each]));
  return {
    session,
    machine,
    observations,
    web,
    failed: web.filter(isFailedRow),
    original: new Map([...requests, ...web.flatMap((one) => plainCall(one, requests))]),
    controlMs: controlTimeout(session.limits),
  };
}

function asWeb(observation: Observation): WebObservation | null {
  // An invalid host (`unusable`) gets no further requests.
  if (isWebObservation(observation)) return targetHost(observation.target) === null ? null : observation;
  const way = observation.probe === 'aws' ? requestOfCall(observation) : null;
  if (way === null || observation.probe !== 'aws') return null;
  // A denial by AWS is not a connection failure.
  return { ...way, failure: hasFailedBeforeAnswer(observation) ? way.failure : null };
}

/** The plain request to an AWS call's host. */
function plainCall(one: WebObservation, requests: ReadonlyMap<string, ProbeRequest>): (readonly [string, ProbeRequest])[] {
  const call = requests.get(one.request);
  if (call?.probe !== 'aws') return [];
  const { target, route, requirements } = one;
  const plain = request({ probe: 'https', target, route, requirements, trust: call.trust, proof: ANY_ANSWER, method: 'HEAD' });
  return [[one.request, plain]];
}

/** A healthy server answers within this time, even after one lost packet. */
const AMPLE_MS = 1500;

/**
 * Half the timeout of the first measurement, because healthy servers are much faster. If that timeout is short, the control has the same:
 * with less time than the first measurement, a control would fail for that reason alone.
 */
function controlTimeout({ stageMs }: Session['limits']): number {
  return Math.min(stageMs, Math.max(Math.ceil(stageMs / 2), AMPLE_MS));
}

function inCatalogueOrder({ requirements, observations }: Session): Observation[] {
  const positions = new Map(requirements.map(({ id }, index) => [id, index]));
  const positionOf = (observation: Observation) => positions.get(observation.requirements[0] ?? '') ?? requirements.length;
  return observations.toSorted((a, b) => positionOf(a) - positionOf(b) || (a.request < b.request ? -1 : 1));
}

function isFailedRow(observation: WebObservation): observation is FailedObservation {
  return observation.role === 'row' && observation.failure !== null;
}

/** The address of the target that accepted the connection; null if a proxy accepted it, or no address did. */
export function acceptingAddress(observation: Observation): string | null {
  if (observation.route.via !== 'direct') return null;
  const tcp = observation.phases.find((phase) => phase.name === 'tcp' && phase.hop === 0);
  return tcp?.name === 'tcp' ? tcp['network.peer.address'] : null;
}

/** The answered control of this purpose for the same host and port. */
export function answeredControl(purpose: ControlPurpose, to: Observation, { observations }: ControlContext): WebObservation | undefined {
  const place = hostPortOf(to.target);
  return observations
    .filter(isWebObservation)
    .find((other) => other.purpose === purpose && other.state === 'completed' && hostPortOf(other.target) === place);
}

export function hostPortOf(target: Target): string {
  return hostPort(targetHost(target) ?? '', targetPort(target) ?? 0);
}
