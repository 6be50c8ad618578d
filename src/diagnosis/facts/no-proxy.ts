/** The four destinations that the access requirements exempt from the proxy, and which of them Go sends through the proxy. */

import { documentedExceptions, INTERNAL_NAME } from '../../knowledge/no-proxy/exceptions.ts';
import { goRoute } from '../../knowledge/proxies/go-proxy.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface ProxyException {
  host: string;
  /** The entry of the documented list that covers the destination. */
  entry: string;
  /** Observations in which the direct route works. */
  proofs: string[];
  /** Failed observations of this host through the proxy. */
  failed: string[];
}

export const missingFromNoProxy = memoize((view: View): ProxyException[] => {
  const { host } = view;
  if (host === null) return [];
  const wanted = documentedExceptions(view.session.profile.regions, view.session.profile.edition).filter(
    ({ url }) => goRoute(url, host.proxies, host.noProxy).via === 'proxy',
  );
  if (wanted.length === 0) return [];
  const missing = new Map(
    wanted.map(({ url, entry }): [string, ProxyException] => [url.host, { host: url.host, entry, proofs: [], failed: [] }]),
  );
  for (const observation of view.web) {
    const exception = missing.get(observation.target.kind === 'host' || !('host' in observation.target) ? '' : observation.target.host);
    if (exception === undefined || observation.state !== 'completed') continue;
    if (observation.route.via === 'proxy') {
      if (view.isFailed(observation)) exception.failed.push(observation.id);
    } else if (observation.failure === null && view.foreign(observation) === null) exception.proofs.push(observation.id);
  }
  return [...missing.values()];
});

/** The measured destinations that provably work directly. Without this proof the direct route may be the wrong one. */
export function provedExceptions(missing: readonly ProxyException[]): ProxyException[] {
  const proved = missing.filter((exception) => exception.proofs.length > 0);
  const internal = missing.filter((exception) => exception.host === INTERNAL_NAME);
  return proved.length === 0 ? [] : [...internal, ...proved];
}
