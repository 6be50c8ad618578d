/** Builds the view in one pass over the session, so that every rule uses indexes and no rule scans the session again. */

import { hasFailedBeforeAnswer, requestOfCall } from '../../knowledge/measurements/aws-connection.ts';
import { decisiveObservation, retriedRows } from '../../knowledge/measurements/retries.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import { isHost } from '../../model/host-syntax.ts';
import {
  type DnsObservation,
  isWebObservation,
  type Observation,
  type UdpObservation,
  type WebObservation,
} from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Session } from '../../model/session.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { contextOf, lookupFailed } from './context.ts';
import { foreignMark } from './foreign-answer.ts';
import { addToGroup, sortInPlanOrder, unique } from './order.ts';
import { type ForeignMark, failedHost, type View } from './view.ts';

export function viewOf(session: Session): View {
  const measured = sortInPlanOrder(session.observations);
  const retried = retriedRows(measured);
  const observations = retried.size === 0 ? measured : measured.map((each) => decided(each, decisiveObservation(each, retried)));
  const requirements = new Map(session.requirements.map((row) => [row.id, row]));
  const rowsOf = (observation: Observation): Requirement[] => observation.requirements.flatMap((id) => requirements.get(id) ?? []);
  const positions = new Map(session.requirements.map((row, index) => [row, index]));
  const host = hostFacts(observations);
  const context = contextOf(session, host, retried);

  const byId = new Map<string, Observation>();
  const web: WebObservation[] = [];
  const udp: UdpObservation[] = [];
  const dns = new Map<string, DnsObservation>();
  const failed = new Map<string, Observation>();
  const failedWeb: WebObservation[] = [];
  const foreign = new Map<string, ForeignMark>();
  const passedWeb: WebObservation[] = [];
  const controls = new Map<ControlPurpose, Observation[]>();
  const controlAt = new Map<string, WebObservation>();

  for (const observation of observations) {
    byId.set(observation.id, observation);
    // No rule sees facts about an invalid host (from a file), so that the host never gets into a command.
    if (hasInvalidHost(observation)) continue;
    const request = asRequest(observation);
    if (request !== null) web.push(request);
    else if (observation.probe === 'udp') udp.push(observation);
    // The outcome of a retry belongs to the retried observation. The query of a control is no lookup of the name itself.
    else if (observation.probe === 'dns' && !BESIDE.has(observation.purpose)) dns.set(normalizeHost(observation.name), observation);
    if (observation.state !== 'completed') continue;

    if (observation.role === 'control') {
      if (observation.purpose === null) continue;
      addToGroup(controls, observation.purpose, observation);
      if (isWebObservation(observation)) controlAt.set(controlKey(observation.purpose, observation), observation);
      continue;
    }
    const mark = isWebObservation(observation) && observation.failure === null ? foreignMark(observation, rowsOf(observation)) : null;
    if (mark !== null) foreign.set(observation.id, mark);
    const broke = observation.probe === 'dns' ? lookupFailed(observation) : observation.failure !== null || mark !== null;
    if (broke && !context.isContext(observation)) {
      failed.set(observation.id, observation);
      if (request !== null) failedWeb.push(request);
    }
    if (!broke && isWebObservation(observation)) passedWeb.push(observation);
  }

  return {
    session,
    host,
    observations,
    measured,
    retried,
    web,
    udp,
    dns: [...dns.values()],
    failed: [...failed.values()],
    failedWeb,
    passedWeb,
    isFailed: (observation) => failed.has(observation.id),
    observation: (id) => byId.get(id),
    isContext: context.isContext,
    foreign: (observation) => foreign.get(observation.id) ?? null,
    requirement: (id) => requirements.get(id),
    position: (row) => positions.get(row) ?? 0,
    rowIds: (ids) => {
      if (ids.length === 1) return unique(byId.get(ids[0] ?? '')?.requirements ?? []);
      const rows = new Set<string>();
      for (const id of ids) for (const row of byId.get(id)?.requirements ?? []) rows.add(row);
      return [...rows];
    },
    controls: (purpose) => controls.get(purpose) ?? [],
    controlFor: (observation, purpose) =>
      // To build a key is costly and most purposes have no control, so this is checked first.
      controls.has(purpose)
        ? (controlAt.get(controlKey(purpose, observation)) ??
          controlAt.get(hostKey(purpose, failedHost(observation), portOf(observation, purpose))))
        : undefined,
    dnsOf: (name) => dns.get(normalizeHost(name)),
  };
}

export function hasInvalidHost(observation: Observation): boolean {
  return observation.target.kind === 'unusable' || (observation.probe === 'dns' && !isHost(observation.name));
}

/** The observation with the outcome of its retry, if the retry got further. */
function decided(first: Observation, last: Observation): Observation {
  if (last === first) return first;
  const { id, request, role, purpose, requirements, nameIsOurs } = first;
  return { ...last, id, request, role, purpose, requirements, nameIsOurs };
}

const BESIDE: ReadonlySet<ControlPurpose | null> = new Set<ControlPurpose | null>(['repeat', 'dns-details', 'invented-name']);

function hostFacts(observations: readonly Observation[]): HostFacts | null {
  const seen = observations.findLast((each) => each.probe === 'host' && each.facts !== null);
  return seen?.probe === 'host' ? seen.facts : null;
}

function controlKey(purpose: ControlPurpose, observation: Observation): string {
  const host = 'host' in observation.target ? observation.target.host : null;
  return hostKey(purpose, host, portOf(observation, purpose));
}

/** The control on port 443 belongs to requirements of the same host on other ports. */
function portOf(observation: Observation, purpose: ControlPurpose): number | null {
  if (purpose === 'port-443') return 443;
  return 'port' in observation.target ? observation.target.port : null;
}

function hostKey(purpose: ControlPurpose, host: string | null, port: number | null): string {
  return `${purpose} ${host === null ? '' : normalizeHost(host)}:${port}`;
}

/** A request, or an AWS call that did not reach AWS. Calls that reached it have other rules, because they use only HTTP/1.1. */
function asRequest(observation: Observation): WebObservation | null {
  if (isWebObservation(observation)) return observation;
  return observation.probe === 'aws' && hasFailedBeforeAnswer(observation) ? requestOfCall(observation) : null;
}
