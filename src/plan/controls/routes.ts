/**
 * Is the route the cause? Tests another port, the other route, the proxy of another program, and whether a device answers for every
 * address.
 */

import { CONNECTION_FAILURES, NO_ADDRESS, TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import { domainOf, ownerOf } from '../../knowledge/owner-of-host.ts';
import { addressClass, addressFamily } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { DIRECT, hostPort, type Target, targetHost, urlTarget } from '../../model/target.ts';
import { otherProxies } from '../machine.ts';
import { catalogueTargets } from '../proxy-requests.ts';
import { control } from '../request.ts';
import { otherRoute, routeOf } from '../route.ts';
import { limitControls } from './few.ts';
import { acceptingAddress, type ControlContext, type FailedObservation } from './question.ts';

/** A documentation address (RFC 5737, TEST-NET-1), with no host and no route. */
const UNSERVED_ADDRESS = '192.0.2.1';
/** The timeout is short, because a device that answers for every address is inside the network. */
const NEARBY_MS = 1000;
const PROXIES_TRIED = 2;
const HOSTS_A_PROXY = 2;

/** Is the port the cause? Tested only if some host can be reached; otherwise the answer is known. */
export function port443Controls({ failed, observations, controlMs }: ControlContext): ProbeRequest[] {
  if (!observations.some(connects)) return [];
  return failed.flatMap((one) => {
    const layer = one.failure.kind.split('.')[0];
    const host = targetHost(one.target);
    if (one.target.kind !== 'https' || one.target.port === 443 || host === null) return [];
    if (layer !== 'tcp' && layer !== 'tunnel' && layer !== 'socks') return [];
    const { requirements, route } = one;
    const target = urlTarget(`https://${hostPort(host, 443)}/`);
    return control('port-443', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs });
  });
}

/** The proxy refuses every host of one domain: does it refuse every name? Tests a catalogue host of another owner. */
export function otherHostControls({ session, machine, web, failed, controlMs }: ControlContext): ProbeRequest[] {
  const throughProxy = web.filter(({ route, target }) => route.via === 'proxy' && targetHost(target) !== null);
  const domains = new Set(throughProxy.map(({ target }) => domainOf(targetHost(target) ?? '')));
  const refused = failed.find((one) => one.route.via === 'proxy' && REFUSES.has(one.failure.kind));
  if (refused === undefined || domains.size > 1) return [];
  const other = catalogueTargets(session).find((target) => !domains.has(domainOf(target.host)) && routeOf(target, machine).via === 'proxy');
  if (other === undefined) return [];
  const { requirements, route } = refused;
  const target = urlTarget(`https://${hostPort(other.host, other.port)}/`);
  return [control('other-host', { probe: 'https', target, route, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs })];
}

/** No direct connection to the hosts of one owner opens: does any direct connection open? Tests a catalogue host of another owner. */
export function otherDirectHostControls({ session, machine, web, failed, controlMs }: ControlContext): ProbeRequest[] {
  const direct = web.filter((one) => one.role === 'row' && one.route.via === 'direct');
  const isReached = direct.some((one) => isFarAway(acceptingAddress(one)));
  const blocked = failed.filter((one) => one.route.via === 'direct' && TCP_FAILURES.has(one.failure.kind) && isOutThere(one.target));
  const owners = new Set(blocked.map(({ target }) => ownerOf(targetHost(target) ?? '')));
  const [first] = blocked;
  if (first === undefined || isReached || owners.size > 1) return [];
  const other = catalogueTargets(session).find((target) => !owners.has(ownerOf(target.host)) && routeOf(target, machine).via === 'direct');
  if (other === undefined) return [];
  const { requirements } = first;
  const target = urlTarget(`https://${hostPort(other.host, other.port)}/`);
  return [
    control('other-host', { probe: 'https', target, route: DIRECT, requirements, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs }),
  ];
}

/**
 * The other route: direct for a proxied request, and the reverse. Metadata is never requested through a proxy, because no client should do
 * that.
 */
export function otherRouteControl({ failed, original, machine, controlMs }: ControlContext): ProbeRequest[] {
  return failed.flatMap((one) => {
    const request = sameAgain(one, original);
    const route = otherRoute(one.target, one.route, machine);
    return request === null || route === null ? [] : control('other-route', { ...request, route, stageMs: controlMs });
  });
}

/** Only another program has a proxy: would it help? It is tried for direct failures, so that the fix is tested before it is advised. */
export function otherProgramsProxyControls({ failed, original, machine, controlMs }: ControlContext): ProbeRequest[] {
  if (machine.proxies.some(({ problems }) => !problems.includes('empty'))) return [];
  const blocked = failed.filter((one) => one.target.kind === 'https' && one.route.via === 'direct' && IS_BLOCKED.has(one.failure.kind));
  return otherProxies(machine)
    .slice(0, PROXIES_TRIED)
    .flatMap((proxy) => {
      const route = { via: 'proxy' as const, proxy };
      const tried = blocked.flatMap((one) => {
        const request = sameAgain(one, original);
        return request === null ? [] : control('other-programs-proxy', { ...request, route, stageMs: controlMs });
      });
      return limitControls(HOSTS_A_PROXY, tried);
    });
}

/** Does an address without a host accept connections? Tested once per sweep, after an unexplained direct failure or certificate. */
export function unservedAddressControls({ observations, failed }: ControlContext): ProbeRequest[] {
  const isAccepted = observations.some((one) => one.role === 'row' && isFarAway(acceptingAddress(one)));
  const motive = failed[0] ?? observations.find(isIntercepted);
  if (!isAccepted || motive === undefined) return [];
  const target = { kind: 'tcp' as const, host: UNSERVED_ADDRESS, port: 443 };
  const { requirements } = motive;
  return [control('unserved-address', { probe: 'tcp', target, route: DIRECT, requirements, stageMs: NEARBY_MS })];
}

/** Kinds that may be a proxy's refusal, explicit or not, or a login that it asks for one host only. */
const REFUSES: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'tunnel.407',
  'tunnel.4xx',
  'tunnel.closed',
  'tunnel.reset',
  'tunnel.unexpected-status',
]);

/** A proxy does its own lookups, so it may carry names that this machine's resolver does not know. */
const IS_BLOCKED: ReadonlySet<FailureKind> = new Set([...CONNECTION_FAILURES, ...NO_ADDRESS]);

/** Repeats the failed request unchanged, except a download or a bare port. */
function sameAgain(failed: FailedObservation, original: ControlContext['original']): ProbeRequest | null {
  const request = original.get(failed.request);
  const isUrl = failed.target.kind === 'https' || failed.target.kind === 'http';
  return request === undefined || failed.probe === 'download' || !isUrl ? null : { ...request, requirements: failed.requirements };
}

/** The metadata service does not count, because it answers on the link even if there is no route. */
function connects(observation: Observation): boolean {
  const { role, route, phases } = observation;
  if (role !== 'row' || !phases.some((phase) => phase.name === 'tcp' && phase.ok)) return false;
  return route.via === 'proxy' || isFarAway(acceptingAddress(observation));
}

/** Excludes metadata, which answers on the link itself, and servers on this machine. */
function isFarAway(address: string | null): boolean {
  return address !== null && !['link-local', 'loopback', 'unspecified'].includes(addressClass(address));
}

/** Checks the class of a literal address; rules check resolved addresses. */
function isOutThere(target: Target): boolean {
  const host = targetHost(target);
  return host !== null && (addressFamily(host) === null || isFarAway(host));
}

function isIntercepted({ role, phases }: Observation): boolean {
  return role === 'row' && phases.some((phase) => phase.name === 'tls' && phase.trust?.public === 'untrusted');
}
