/** Names that show whether the configured resolvers answer. */
import { addressFamily } from '../model/address.ts';
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import { targetHost } from '../model/target.ts';
import { configuredProxies, type Machine } from './machine.ts';
import { request } from './request.ts';
import { routeOf } from './route.ts';

/** Behind a proxy the proxies' names must resolve. Public names often do not, which is harmless, so they are looked up only as controls. */
export function resolverRequests(row: Requirement, machine: Machine): ProbeRequest[] {
  const published = row.targets.flatMap(({ target }) => targetHost(target) ?? []);
  const proxies = configuredProxies(machine).flatMap(({ host }) => (addressFamily(host) === null ? host : []));
  return [
    ...proxies.map((host) => asked(row, host, 'row')),
    ...published.map((host) => asked(row, host, isReachedDirectly(host, machine) ? 'row' : 'control')),
  ];
}

function isReachedDirectly(host: string, machine: Machine): boolean {
  return routeOf({ kind: 'https', url: `https://${host}/`, host, port: 443, path: '/' }, machine).via === 'direct';
}

function asked(row: Requirement, host: string, role: ProbeRequest['role']): ProbeRequest {
  return request({ probe: 'dns', target: { kind: 'name', host }, requirements: [row.id], role });
}
