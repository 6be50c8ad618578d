/** Which TLS handshakes pass. If none passes for any host, they share one cause, whatever the port or service. */

import type { WebObservation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import { isRegionalAws } from './aws-names.ts';
import { type EndpointGroup, endpointGroups } from './endpoint-groups.ts';
import type { FailedHop } from './hops.ts';
import { perLog } from './memo.ts';
import { unique } from './order.ts';
import { portals } from './portals.ts';
import type { View } from './view.ts';
import { firstHops } from './web-hops.ts';

export interface Handshake {
  /** The server name (SNI) in the ClientHello. */
  name: string | null;
  host: string;
  port: number;
  direct: boolean;
  observation: WebObservation;
  tls: PhaseOf<'tls'>;
}

/** Completed handshakes with the targets, whatever the certificate. */
export const completedHandshakes = perLog((view: View): readonly Handshake[] => {
  const completed: Handshake[] = [];
  for (const { observation, tls, endpoint } of firstHops(view)) {
    if (tls?.handshakeCompleted !== true || endpoint === null) continue;
    const { host, port } = endpoint;
    completed.push({ name: tls.serverName, host, port, direct: observation.route.via === 'direct', observation, tls });
  }
  return completed;
});

export interface HandshakeGroup extends EndpointGroup {
  /** True if no handshake passes on this route, with any host. */
  everyHost: boolean;
  /** True if other handshakes pass, and this group is on a port other than 443 or has only AWS hosts. More specific rules report these. */
  narrow: boolean;
}

export function handshakeGroups(view: View, failed: readonly FailedHop[]): HandshakeGroup[] {
  // If plain HTTP leads to a login page, the portal is the cause of the TLS failure.
  const atPortal = new Set(portals(view).flatMap(({ cut }) => cut));
  return [true, false].flatMap((direct): HandshakeGroup[] => {
    const onThisWay = failed.filter((each) => each.direct === direct && !atPortal.has(each.observation));
    if (onThisWay.length === 0) return [];
    if (handshakesPass(view, direct))
      return endpointGroups(onThisWay).map((group) => ({
        ...group,
        everyHost: false,
        narrow: group.port !== 443 || group.hosts.every(isRegionalAws),
      }));
    return [
      {
        port: onThisWay.some(({ port }) => port === 443) ? 443 : (onThisWay[0]?.port ?? 443),
        direct,
        hosts: unique(onThisWay.map(({ host }) => host)),
        kinds: unique(onThisWay.map(({ kind }) => kind)).sort(),
        members: onThisWay,
        ids: onThisWay.map(({ observation }) => observation.id),
        everyHost: true,
        narrow: false,
      },
    ];
  });
}

function handshakesPass(view: View, direct: boolean): boolean {
  return completedHandshakes(view).some((each) => each.observation.role === 'row' && each.direct === direct);
}
