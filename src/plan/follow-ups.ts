/**
 * After the rows were measured: what would separate the causes that are left? Each control answers one question, and
 * is asked for a few hosts only, because what is true for all of them shows on the first ones.
 */

import type { Observation, WebObservation } from '../model/observation.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Session } from '../model/session.ts';
import { hostPort, type Target, targetHost, targetPort, urlTarget } from '../model/target.ts';
import { ANY_ANSWER } from './any-answer.ts';
import { withinBudget } from './budget.ts';
import type { Machine } from './machine.ts';
import { control } from './request.ts';
import { otherRoute } from './route.ts';

/** The neutral name: reserved by RFC 2606, on nobody's block list, served by none of the addresses. */
const NEUTRAL_NAME = 'example.com';

const MOST = { 'neutral-name': 8, 'port-443': 4, 'other-route': 8, repeat: 4, 'family-6': 3 } as const;

type Failed = WebObservation & { failure: NonNullable<WebObservation['failure']> };

export function followUps(session: Session, machine: Machine): ProbeRequest[] {
  const failed = session.observations.filter(isFailedRow);
  const original = new Map(session.requests.map((request) => [request.key, request]));
  const wanted = [
    ...lookAgain(session),
    ...firstOfHosts(failed.flatMap(neutralName), MOST['neutral-name']),
    ...firstOfHosts(
      failed.flatMap((one) => port443(one, session)),
      MOST['port-443'],
    ),
    ...firstOfHosts(
      failed.flatMap((one) => repeat(one, original)),
      MOST.repeat,
    ),
    ...firstOfHosts(
      failed.flatMap((one) => otherWay(one, original, session, machine)),
      MOST['other-route'],
    ),
    ...(machine.ipv6
      ? firstOfHosts(
          session.observations.flatMap((one) => family6(one, session)),
          MOST['family-6'],
        )
      : []),
  ];
  const asked = new Set(session.requests.map((request) => request.key));
  return withinBudget(
    session.requests,
    wanted.filter((request) => !asked.has(request.key)),
  );
}

/** Nothing got anywhere: what has this machine's link learnt meanwhile? It is read, not asked. */
function lookAgain(session: Session): ProbeRequest[] {
  const first = session.requests.find((request) => request.probe === 'host');
  const others = session.observations.filter(({ probe }) => probe !== 'host');
  // An address that needs no name "resolves" without anybody's help.
  const isDead = others.every(({ failure, phases }) => failure !== null && !phases.some(({ name, ok }) => ok && name !== 'dns'));
  return first !== undefined && others.length > 0 && isDead ? [control('repeat', first)] : [];
}

function isFailedRow(observation: Observation): observation is Failed {
  const isWeb =
    observation.probe === 'https' || observation.probe === 'http' || observation.probe === 'tcp' || observation.probe === 'download';
  return isWeb && observation.role === 'row' && observation.state === 'completed' && observation.failure !== null;
}

/** Does the end of the handshake follow the name? The same address is asked for another one. */
function neutralName(failed: Failed): ProbeRequest[] {
  if (
    failed.probe !== 'https' ||
    failed.route.via !== 'direct' ||
    !['tls.reset', 'tls.closed', 'tls.timeout'].includes(failed.failure.kind)
  )
    return [];
  const tcp = failed.phases.findLast((phase) => phase.name === 'tcp');
  const address = tcp?.['network.peer.address'] ?? null;
  if (tcp === undefined || address === null) return [];
  const target = urlTarget(`https://${hostPort(tcp['server.address'], tcp['server.port'])}/`);
  const { requirements } = failed;
  return [
    control('neutral-name', { probe: 'https', target, requirements, address, serverName: NEUTRAL_NAME, proof: ANY_ANSWER, method: 'HEAD' }),
  ];
}

/** Is it the port? Asked only where something can be reached at all, else the answer is known. */
function port443(failed: Failed, session: Session): ProbeRequest[] {
  const layer = failed.failure.kind.split('.')[0];
  const host = targetHost(failed.target);
  if (failed.target.kind !== 'https' || failed.target.port === 443 || host === null) return [];
  if ((layer !== 'tcp' && layer !== 'tunnel') || !anythingConnects(session)) return [];
  const { requirements, route } = failed;
  const target = urlTarget(`https://${hostPort(host, 443)}/`);
  return [
    control('port-443', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: patience(session) }),
  ];
}

/** Did it fail by chance? A checksum download asks that itself. */
function repeat(failed: Failed, original: ReadonlyMap<string, ProbeRequest>): ProbeRequest[] {
  const request = original.get(failed.request);
  if (request === undefined || failed.probe === 'download' || !['http.truncated', 'tls.reset'].includes(failed.failure.kind)) return [];
  return [control('repeat', { ...request, requirements: failed.requirements })];
}

/** Is it the way? Metadata is never asked for through a proxy: no client should. */
function otherWay(failed: Failed, original: ReadonlyMap<string, ProbeRequest>, session: Session, machine: Machine): ProbeRequest[] {
  const request = original.get(failed.request);
  const route = otherRoute(failed.target, failed.route, machine);
  if (request === undefined || route === null || failed.probe === 'download') return [];
  if (failed.target.kind !== 'https' && failed.target.kind !== 'http') return [];
  return [control('other-route', { ...request, requirements: failed.requirements, route, stageMs: patience(session) })];
}

/** Does IPv6 work beyond this machine? Connecting is enough to know. */
function family6(observation: Observation, session: Session): ProbeRequest[] {
  if (observation.probe !== 'dns' || observation.role !== 'row' || !observation.addresses.some(({ family }) => family === 6)) return [];
  const web = session.observations.find(
    (other) => other.probe === 'https' && other.role === 'row' && targetHost(other.target) === observation.name,
  );
  if (web === undefined || web.route.via !== 'direct') return [];
  const target: Target = { kind: 'tcp', host: observation.name, port: targetPort(web.target) ?? 443 };
  return [control('family-6', { probe: 'tcp', target, requirements: observation.requirements, family: 6, stageMs: patience(session) })];
}

/** One control for a host and port, and for a few hosts only: first one of each area, so that many owners are among them. */
function firstOfHosts(controls: ProbeRequest[], most: number): ProbeRequest[] {
  const hosts = new Map<string, ProbeRequest>();
  for (const one of controls) {
    const place = hostPort(targetHost(one.target) ?? '', targetPort(one.target) ?? 0);
    if (!hosts.has(place)) hosts.set(place, one);
  }
  const perArea = new Map<string, number>();
  const ranked = [...hosts.values()].map((one, index) => {
    const area = one.requirements[0]?.split('.')[0] ?? '';
    const rank = perArea.get(area) ?? 0;
    perArea.set(area, rank + 1);
    return { one, index, rank };
  });
  const chosen = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index).slice(0, most);
  return chosen.toSorted((a, b) => a.index - b.index).map(({ one }) => one);
}

function anythingConnects(session: Session): boolean {
  return session.observations.some(({ role, phases }) => role === 'row' && phases.some((phase) => phase.name === 'tcp' && phase.ok));
}

/** A control whose answer may be silence waits half as long: what works answers well within. */
function patience(session: Session): number {
  return Math.max(1, Math.ceil(session.limits.stageMs / 2));
}
