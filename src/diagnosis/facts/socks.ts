/** Failures of SOCKS proxies grouped by their meaning, and the controls in which the other side (proxy or client) looks up the host. */
import type { FailureKind } from '../../model/failure.ts';
import type { WebObservation } from '../../model/observation.ts';
import { isWebObservation } from '../../model/observation.ts';
import { isSocks, targetHost, withLookup } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

/** `path`: the proxy cannot look up or reach the host. `protocol`: the server at this port does not speak SOCKS. */
export type SocksSubject = 'rules' | 'path' | 'login' | 'request' | 'ident' | 'http' | 'protocol' | 'silence';

const MATTERS: Partial<Record<FailureKind, SocksSubject>> = {
  'socks.not-allowed': 'rules',
  'socks.rejected': 'rules',
  'socks.general-failure': 'path',
  'socks.network-unreachable': 'path',
  'socks.host-unreachable': 'path',
  'socks.refused': 'path',
  'socks.ttl-expired': 'path',
  'socks.no-method': 'login',
  'socks.login-refused': 'login',
  'socks.command-unsupported': 'request',
  'socks.address-unsupported': 'request',
  'socks.ident': 'ident',
  'socks.http': 'http',
  'socks.not-socks': 'protocol',
  'socks.unknown-reply': 'protocol',
  'socks.closed': 'silence',
  'socks.reset': 'silence',
  'socks.timeout': 'silence',
};

/** What the SOCKS proxy refuses or cannot do; null for a failure that does not come from the proxy. */
export function socksSubjectOf(kind: FailureKind | null): SocksSubject | null {
  return kind === null ? null : (MATTERS[kind] ?? null);
}

/** Controls that repeat a request with the lookup by the other side. */
export const lookupControls = memoize((view: View): WebObservation[] =>
  view
    .controls('other-lookup')
    .filter(isWebObservation)
    .filter(({ state }) => state === 'completed'),
);

/** Hosts that the proxy looks up and reaches. */
export const foundByProxy = memoize(
  (view: View): ReadonlySet<string> =>
    new Set(
      lookupControls(view).flatMap(({ failure, route, target }) => {
        const isByName = route.via === 'proxy' && isSocks(route.proxy) && withLookup(route.proxy, 'proxy').scheme === route.proxy.scheme;
        const host = failure === null && isByName ? targetHost(target) : null;
        return host === null ? [] : [normalizeHost(host)];
      }),
    ),
);
