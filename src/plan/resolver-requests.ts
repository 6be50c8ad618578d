/** Names by which the configured resolvers show whether they answer. */

import { addressFamily } from '../model/address.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import type { HttpsTarget } from '../model/target.ts';
import { configuredProxies, type Machine } from './machine.ts';
import { request } from './request.ts';
import { routeOf } from './route.ts';

/** Two names of different owners, so that one filtered name is not taken for a silent resolver. */
const ASKED = 2;

/**
 * Behind a proxy the names of proxies have to resolve; that public names do not resolve there is common and harmless,
 * so they are asked for as context only.
 */
export function resolverRequests(row: Requirement, session: Session, machine: Machine): ProbeRequest[] {
  const published = session.requirements.flatMap(publishedTarget).filter(isFirstOfOwner).slice(0, ASKED);
  const proxies = configuredProxies(machine)
    .map(({ host }) => host)
    .filter((host) => addressFamily(host) === null);
  return [
    ...proxies.map((host) => asked(row, host, 'row')),
    ...published.map((target) => asked(row, target.host, routeOf(target, machine).via === 'direct' ? 'row' : 'control')),
  ];
}

function asked(row: Requirement, host: string, role: ProbeRequest['role']): ProbeRequest {
  return request({ probe: 'dns', target: { kind: 'name', host }, requirements: [row.id], role });
}

function publishedTarget(row: Requirement): HttpsTarget[] {
  const first = row.targets[0];
  const isSpelled = row.level === 'required' && row.origin === 'document' && first?.standsFor === null;
  return isSpelled && first.target.kind === 'https' ? [first.target] : [];
}

function isFirstOfOwner(target: HttpsTarget, index: number, all: HttpsTarget[]): boolean {
  return all.findIndex((other) => ownerOf(other) === ownerOf(target)) === index;
}

function ownerOf({ host }: HttpsTarget): string {
  return host.split('.').slice(-2).join('.');
}
