/** Handshakes that ended for a stated reason, grouped by the change that fixes them: same reason, port and route. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { alertOf } from '../../knowledge/tls-alerts.ts';
import type { FailureKind } from '../../model/failure.ts';
import { type EndpointGroup, endpointGroups } from './endpoint-groups.ts';
import { type FailedHop, failedHops, phaseOfHop } from './hops.ts';
import { unique } from './order.ts';
import type { View } from './view.ts';

export interface TlsRefusal {
  hosts: string[];
  port: number;
  direct: boolean;
  kind: FailureKind;
  /** Alerts of the peer by number; empty if this side ended the handshake. */
  alerts: number[];
  /** True if some of the hosts are listed services, which do not refuse clients for this reason. */
  published: boolean;
}

export interface RefusalGroup extends EndpointGroup {
  facts: TlsRefusal;
}

export function tlsRefusals(view: View, kinds: readonly FailureKind[]): RefusalGroup[] {
  return groupRefusals(failedHops(view, new Set(kinds)));
}

/** Listed hosts are grouped apart from the user's own hosts, which other teams run. */
export function groupRefusals(failed: readonly FailedHop[]): RefusalGroup[] {
  const byReason = Map.groupBy(failed, ({ kind, host }) => `${kind} ${publishedOwner(host) !== null}`);
  return [...byReason.values()].flatMap((members) => endpointGroups(members).map((group) => ({ ...group, facts: factsOf(group) })));
}

/** True if the peer requested a client certificate before it ended the connection. */
export function askedForCertificate({ observation, hop }: FailedHop): boolean {
  return phaseOfHop(observation, 'tls', hop)?.certificateRequested === true;
}

function factsOf({ hosts, port, direct, kinds, members }: EndpointGroup): TlsRefusal {
  return {
    hosts,
    port,
    direct,
    kind: kinds[0] ?? 'tls.alert',
    alerts: unique(members.flatMap(({ observation }) => alertOf(observation.failure) ?? [])).sort((a, b) => a - b),
    published: hosts.some((host) => publishedOwner(host) !== null),
  };
}
