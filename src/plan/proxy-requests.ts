/**
 * Does the proxy work for this machine? Looks up the proxy, connects to it and sends one CONNECT, which shows a required login or a
 * refusal.
 */
import type { ProbeRequest } from '../model/probe-request.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Session } from '../model/session.ts';
import { type ForwardProxy, type HttpsTarget, hostPort, type Route, type Target, urlTarget } from '../model/target.ts';
import { configuredProxies, type Machine } from './machine.ts';
import { request } from './request.ts';
import { routeOf } from './route.ts';

export function proxyRequests(row: Requirement, session: Session, machine: Machine): ProbeRequest[] {
  return configuredProxies(machine).map((proxy) => {
    const requirements = [row.id];
    const beyond = firstThrough(proxy, session, machine);
    // Only tests whether the proxy accepts a connection, because no program would send it a CONNECT for a host of the catalogue.
    if (beyond === null) return request({ probe: 'tcp', target: { kind: 'tcp', host: proxy.host, port: proxy.port }, requirements });
    return request({ probe: 'tcp', ...beyond, requirements });
  });
}

/** In catalogue order, which begins with the management plane; hosts that bypass the proxy are skipped. */
function firstThrough(proxy: ForwardProxy, session: Session, machine: Machine): { target: Target; route: Route } | null {
  for (const target of catalogueTargets(session)) {
    const route = routeOf(target, machine);
    const { host, port } = target;
    if (route.via === 'proxy' && isSame(route.proxy, proxy)) return { target: { kind: 'tcp', host, port }, route };
  }
  return null;
}

/** Hosts of three owners that every runner needs, used when only the proxy's requirements are measured. */
const ALWAYS_NEEDED = ['app.gitpod.io', 'releases.gitpod.io', 'mcr.microsoft.com', 'public.ecr.aws'];

/** The hosts that a session may request from a proxy on port 443. */
export function catalogueTargets({ requirements }: Session): HttpsTarget[] {
  const rows = requirements.filter(({ level, origin }) => level === 'required' && origin === 'document');
  const listed = rows.flatMap(({ targets }) => targets.flatMap(({ target, standsFor }) => (standsFor === null ? target : [])));
  const always = ALWAYS_NEEDED.map((host) => urlTarget(`https://${host}/`));
  return [...listed, ...always].filter((target): target is HttpsTarget => target.kind === 'https' && target.port === 443);
}

/** SOCKS schemes that differ only in the side that looks up hosts are the same proxy. */
function isSame(one: ForwardProxy, other: ForwardProxy): boolean {
  const protocol = ({ scheme }: ForwardProxy) => scheme.replace(/[ah]$/, '');
  return protocol(one) === protocol(other) && hostPort(one.host, one.port) === hostPort(other.host, other.port);
}
