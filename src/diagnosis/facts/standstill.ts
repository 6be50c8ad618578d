/**
 * The state in which nothing gets through: no name resolves and nothing beyond this machine answers. Several causes look alike, so each
 * rule lists the marks that it needs, and exactly one rule claims everything.
 */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import { isWebObservation, type Observation } from '../../model/observation.ts';
import { memoize } from './memo.ts';
import { nameLookupFacts } from './names.ts';
import { isLocalFailure } from './on-this-machine.ts';
import { missingPublicNames } from './public-names.ts';
import { isProbeOfProxy, signsOfLife } from './signs-of-life.ts';
import type { View } from './view.ts';

export type StandstillCause =
  /** This machine has no interface or no default route, or its own routing refuses to send. */
  | 'no-route'
  /** Only a local resolver answers, with a refusal, and addresses that need no name fail too. */
  | 'nothing-passes'
  /** The resolvers do not answer; without names nothing else could be tried. */
  | 'resolver-silent'
  /** The resolvers answer SERVFAIL or REFUSED. */
  | 'resolver-refuses'
  /** The resolvers answer, but know no public name. */
  | 'no-public-names';

export interface Standstill {
  cause: StandstillCause;
  /** True if this machine itself shows the cause, which rules out every other cause. */
  certain: boolean;
  failed: readonly Observation[];
  /** The number of names that were looked up, and of addresses that were tried without a lookup. */
  names: number;
  addresses: number;
}

export const standstill = memoize((view: View): Standstill | null => {
  const signs = signsOfLife(view);
  if (signs.any) return null;
  const failed = view.failed.filter((observation) => !isLocalFailure(observation));
  if (failed.length === 0) return beforeAnyRow(view);
  const { resolved, unresolved } = nameLookupFacts(view);
  const literal = failed.filter((observation) => needsNoName(observation, view));
  const state = { failed, names: unresolved.length, addresses: literal.length };

  if (hasNoWayOut(view)) return { ...state, cause: 'no-route', certain: true };
  if (resolved.length > 0 || unresolved.length === 0 || isAllOneProxy(view)) return null;
  const unsendable = literal.filter(
    (observation) => observation.failure?.kind === 'udp.no-route' || observation.failure?.kind === 'tcp.no-address',
  );
  if (literal.length > 0 && unsendable.length === literal.length && !signs.link) return { ...state, cause: 'no-route', certain: false };
  if (missingPublicNames(view) !== null) return { ...state, cause: 'no-public-names', certain: false };

  const answered = (...kinds: FailureKind[]) => unresolved.some(({ resolvers }) => kinds.some((kind) => resolvers.has(kind)));
  if (answered('dns.servfail', 'dns.refused')) {
    const isNothing = literal.length > 0 && !signs.link && asksOnlyItself(view);
    return { ...state, cause: isNothing ? 'nothing-passes' : 'resolver-refuses', certain: false };
  }
  const isDenied =
    answered('dns.nxdomain') || unresolved.some(({ resolvers, system }) => resolvers.size === 0 && system.has('dns.nxdomain'));
  return isDenied ? null : { ...state, cause: 'resolver-silent', certain: false };
});

/** A local resolver can refuse without any network behind it. */
function asksOnlyItself({ host }: View): boolean {
  return host?.resolvers.every(({ address }) => addressClass(address) === 'loopback') === true;
}

/**
 * The standstill of a session that measured only this machine. It is not certain while an interface is up, because a route other than the
 * missing default route may still reach another network.
 */
function beforeAnyRow(view: View): Standstill | null {
  const isAsked = view.session.asked.has('host.network');
  const isAlone = view.observations.every(({ role, target }) => role !== 'row' || target.kind === 'host');
  if (!isAsked || !isAlone || view.host === null || !isOffline(view.host)) return null;
  return { cause: 'no-route', certain: view.host.interfaces === 0, failed: [], names: 0, addresses: 0 };
}

/** True if there is no interface or no default route, or if the router does not answer; null if this could not be read. */
function hasNoWayOut({ host }: View): boolean {
  return host !== null && (isOffline(host) || isRouterGone(host));
}

/** True if the IPv4 router does not answer and there is no IPv6 route. */
function isRouterGone(host: HostFacts): boolean {
  return host.nextHopSilent === true && host.defaultRoute6 !== true;
}

/** True for an attempt whose failure a silent resolver cannot explain: a datagram or a connection to an address. */
function needsNoName(observation: Observation, view: View): boolean {
  if (observation.probe === 'udp') return true;
  if (!isWebObservation(observation)) return false;
  return observation.failure?.kind.startsWith('tcp.') === true && !isProbeOfProxy(observation, view) && observation.route.via === 'direct';
}

/** True if every failure concerns one proxy, so that the proxy fails and not the network (102). */
function isAllOneProxy(view: View): boolean {
  const proxies = new Set((view.host?.proxies ?? []).map((variable) => variable.host?.toLowerCase()));
  return view.failed.every((observation) => {
    if (observation.route.via === 'proxy') return true;
    return 'host' in observation.target && proxies.has(observation.target.host.toLowerCase());
  });
}

/** True if there is no interface or no route. A new link may have a route before its interface is listed, so a route is enough. */
export function isOffline({ interfaces, defaultRoute4, defaultRoute6 }: HostFacts): boolean {
  if (defaultRoute4 === true || defaultRoute6 === true) return false;
  return interfaces === 0 || defaultRoute4 === false;
}
