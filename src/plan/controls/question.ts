/** What the makers of controls work from: what failed, how it was asked, and what this machine knows. */
import { isWebObservation, type Observation, type WebObservation } from '../../model/observation.ts';
import type { ControlPurpose, ProbeRequest } from '../../model/probe-request.ts';
import type { Session } from '../../model/session.ts';
import { hostPort, type Target, targetHost, targetPort } from '../../model/target.ts';
import type { Machine } from '../machine.ts';

export type Failed = WebObservation & { failure: NonNullable<WebObservation['failure']> };

export interface Question {
  session: Session;
  machine: Machine;
  /** In the order of the catalogue, whoever answered first. */
  observations: readonly Observation[];
  /** Those of rows that completed with a failure. */
  failed: readonly Failed[];
  /** The request of an observation, by key. */
  original: ReadonlyMap<string, ProbeRequest>;
  /** How long a control waits whose answer may be silence. */
  patienceMs: number;
}

export function questionOf(session: Session, machine: Machine): Question {
  const observations = inCatalogueOrder(session);
  return {
    session,
    machine,
    observations,
    failed: observations.filter(isFailedRow),
    original: new Map(session.requests.map((request) => [request.key, request])),
    patienceMs: patienceFor(session.limits),
  };
}

/** What works answers well within this time, also where a packet was lost and sent again after a second. */
const AMPLE_MS = 1500;

/**
 * Half as long as a row, for what works answers well within; but never less than a row where the rows themselves wait for
 * little: a control that was given less time than what it explains fails by that alone.
 */
function patienceFor({ stageMs }: Session['limits']): number {
  return Math.min(stageMs, Math.max(Math.ceil(stageMs / 2), AMPLE_MS));
}

function inCatalogueOrder({ requirements, observations }: Session): Observation[] {
  const positions = new Map(requirements.map(({ id }, index) => [id, index]));
  const positionOf = (observation: Observation) => positions.get(observation.requirements[0] ?? '') ?? requirements.length;
  return observations.toSorted((a, b) => positionOf(a) - positionOf(b) || (a.request < b.request ? -1 : 1));
}

function isFailedRow(observation: Observation): observation is Failed {
  return isWebObservation(observation) && observation.role === 'row' && observation.state === 'completed' && observation.failure !== null;
}

/** The address that accepted the connection to the target itself; null where a proxy did, or nobody. */
export function acceptedBy(observation: Observation): string | null {
  if (observation.route.via !== 'direct') return null;
  const tcp = observation.phases.find((phase) => phase.name === 'tcp' && phase.hop === 0);
  return tcp?.name === 'tcp' ? tcp['network.peer.address'] : null;
}

/** The control of this purpose for the same host and port, once it has its answer. */
export function answerTo(purpose: ControlPurpose, to: Observation, { observations }: Question): WebObservation | undefined {
  const place = placeOf(to.target);
  return observations
    .filter(isWebObservation)
    .find((other) => other.purpose === purpose && other.state === 'completed' && placeOf(other.target) === place);
}

export function placeOf(target: Target): string {
  return hostPort(targetHost(target) ?? '', targetPort(target) ?? 0);
}
