/** Does it matter which side looks up the host? Programs differ in this if a variable says `socks5`. */
import { proxyOfVariable } from '../../knowledge/proxies/variables.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { ANY_ANSWER } from '../../model/requirement.ts';
import { hostPort, isSocks, withLookup } from '../../model/target.ts';
import { control } from '../request.ts';
import { limitControls } from './few.ts';
import type { ControlContext } from './question.ts';

const HOSTS = 3;

/** The replies of a proxy that cannot look up names, or does not accept them. */
const MAY_BE_LOOKUP: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'socks.general-failure',
  'socks.host-unreachable',
  'socks.address-unsupported',
]);

/** The resolvers of this machine have no address for the host. */
const NOT_FOUND: ReadonlySet<FailureKind | null> = new Set<FailureKind | null>(['dns.nxdomain', 'dns.no-data']);

/**
 * The same request with the lookup by the other side: by this machine for a host that fails, or that passes although programs may look it
 * up themselves; by the proxy for a program that looked it up and did not find it.
 */
export function otherLookupControls({ web, machine, controlMs }: ControlContext): ProbeRequest[] {
  const own = new Set(
    machine.proxies.flatMap((variable) => {
      const proxy = proxyOfVariable(variable);
      return proxy?.scheme === 'socks5' ? [hostPort(proxy.host, proxy.port)] : [];
    }),
  );
  const controlOf = ({ role, target, route, failure, requirements }: WebObservation) => {
    if (role !== 'row' || target.kind !== 'https' || route.via !== 'proxy' || !isSocks(route.proxy)) return [];
    const isByClient = withLookup(route.proxy, 'client').scheme === route.proxy.scheme;
    const isAsked = isByClient
      ? NOT_FOUND.has(failure?.kind ?? null)
      : failure === null
        ? own.has(hostPort(route.proxy.host, route.proxy.port))
        : MAY_BE_LOOKUP.has(failure.kind);
    const proxy = withLookup(route.proxy, isByClient ? 'proxy' : 'client');
    const said = { probe: 'https' as const, target, route: { via: 'proxy' as const, proxy }, requirements };
    return isAsked ? control('other-lookup', { ...said, proof: ANY_ANSWER, method: 'HEAD', stageMs: controlMs }) : [];
  };
  // Controls for failures come first, so that a failing host among many passing ones is included.
  return [
    ...limitControls(HOSTS, web.filter(({ failure }) => failure !== null).flatMap(controlOf)),
    ...limitControls(HOSTS, web.filter(({ failure }) => failure === null).flatMap(controlOf)),
  ];
}
