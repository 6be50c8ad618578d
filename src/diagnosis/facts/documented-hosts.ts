/** Hosts for a request to the network team: only those that this vantage point needs, spelt as in the access requirements. */

import { isNeededHere } from '../../knowledge/applicability.ts';
import { isHostPattern } from '../../model/host-syntax.ts';
import type { Observation } from '../../model/observation.ts';
import { hostMatches, isWildcard } from '../../model/wildcard.ts';
import { unique } from './order.ts';
import type { View } from './view.ts';

interface Seen {
  observation: Observation;
  host: string;
}

/** Ignores controls, and requirements not needed on this machine unless none is needed here. */
export function documentedHosts(view: View, seen: readonly Seen[]): string[] {
  const rows = seen
    .filter(({ observation }) => observation.role === 'row')
    .flatMap(({ observation, host }) =>
      observation.requirements.flatMap((id) => {
        const row = view.requirement(id);
        return row === undefined ? [] : [{ host: documentedHost(host, row.endpoint), here: isNeededHere(row, view.session.profile) }];
      }),
    );
  const here = rows.filter((row) => row.here);
  return unique((here.length > 0 ? here : rows).map(({ host }) => host));
}

/** The wildcard of the access requirements for which the host was measured; otherwise the host. A redirect may lead to another host. */
export function documentedHost(host: string, endpoint: string): string {
  const written = /^https?:\/\/([^/:]+)/.exec(endpoint)?.[1];
  // The access requirements spell this wildcard with a placeholder. Such a requirement follows no redirect, so the host is the invented
  // name below the domain.
  if (written === '*.<runner-domain>') return host.replace(/^[^.]+/, '*');
  return written !== undefined && isWildcard(written) && isHostPattern(written) && hostMatches(written, host) ? written : host;
}
