/**
 * Does the proxy serve this machine? Its name, its port, and one CONNECT through it: a login that it demands and a
 * refusal stand in its answer, and nowhere before.
 */
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { type ForwardProxy, type HttpsTarget, hostPort, type Target, urlTarget } from '../model/target.ts';
import { configuredProxies, type Machine } from './machine.ts';
import { request } from './request.ts';
import { routeOf } from './route.ts';

/** One request for each configured proxy. */
export function proxyRequests(row: Requirement, session: Session, machine: Machine): ProbeRequest[] {
  return configuredProxies(machine).map((proxy) => {
    const requirements = [row.id];
    const beyond = firstTargetThrough(proxy, session, machine);
    // No program sends it a CONNECT for a host of the list: that it accepts connections is all there is to ask.
    if (beyond === null) return request({ probe: 'tcp', target: { kind: 'tcp', host: proxy.host, port: proxy.port }, requirements });
    return request({ probe: 'tcp', target: beyond, route: { via: 'proxy', proxy }, requirements });
  });
}

/** In the order of the list, which begins with the management plane; never a host that goes around the proxy. */
function firstTargetThrough(proxy: ForwardProxy, session: Session, machine: Machine): Target | null {
  const through = listedHosts(session).find((target) => {
    const route = routeOf(target, machine);
    return route.via === 'proxy' && isSame(route.proxy, proxy);
  });
  return through === undefined ? null : { kind: 'tcp', host: through.host, port: through.port };
}

/** Hosts of the list that every runner needs, of three owners: where the proxy's rows are measured alone, no other row is there. */
const ALWAYS_NEEDED = ['app.gitpod.io', 'releases.gitpod.io', 'mcr.microsoft.com', 'public.ecr.aws'];

/** What a proxy may be asked for on port 443, whatever else this session is about. */
export function listedHosts({ requirements }: Session): HttpsTarget[] {
  const rows = requirements.filter(({ level, origin }) => level === 'required' && origin === 'document');
  const listed = rows.flatMap(({ targets }) => targets.flatMap(({ target, standsFor }) => (standsFor === null ? target : [])));
  const always = ALWAYS_NEEDED.map((host) => urlTarget(`https://${host}/`));
  return [...listed, ...always].filter((target): target is HttpsTarget => target.kind === 'https' && target.port === 443);
}

function isSame(one: ForwardProxy, other: ForwardProxy): boolean {
  return one.scheme === other.scheme && hostPort(one.host, one.port) === hostPort(other.host, other.port);
}
