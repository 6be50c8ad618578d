/**
 * Hosts that answered while another failed: the comparison that distinguishes a failure of one host from a failure of all hosts
 * (docs/design.md §2).
 */

import { TCP_FAILURES, TLS_CUT_OFF } from '../../knowledge/connection-kinds.ts';
import { hasFailedBeforeAnswer, requestOfCall } from '../../knowledge/measurements/aws-connection.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { endpointOfHop } from './hops.ts';
import { observationsOfProbe, proxyObservations } from './log.ts';
import { perLog } from './memo.ts';
import type { View } from './view.ts';
import { firstHops, hopsOf } from './web-hops.ts';

export interface ConnectedHost {
  id: string;
  host: string;
  port: number;
  address: string | null;
}

const COMPARE: ReadonlySet<ControlPurpose> = new Set<ControlPurpose>(['other-owner', 'other-host', 'server-time']);

/** A control to another owner's host. A requirement with that host would have the same result. */
export function isComparisonControl({ purpose }: Observation): boolean {
  return purpose !== null && COMPARE.has(purpose);
}

/** Requirements and controls with a direct TCP connection, whatever followed. */
export const directlyConnected = perLog((view: View): readonly ConnectedHost[] => {
  const answered: ConnectedHost[] = [];
  const dead = deadConnections(view);
  for (const { observation, isRow, tcp, endpoint } of firstHops(view).concat(callsAnswered(view).flatMap(hopsOf))) {
    if (!tcp?.ok || !(isRow || isComparisonControl(observation)) || observation.route.via !== 'direct') continue;
    if (dead.has(observation)) continue;
    const address = tcp['network.peer.address'];
    // The metadata service answers on the local link, which proves nothing about a network.
    if (address !== null && addressClass(address) === 'link-local') continue;
    if (endpoint !== null) answered.push({ id: observation.id, host: endpoint.host, port: endpoint.port, address });
  }
  return answered;
});

/** What “nearly all” means: this many blocked hosts for each host whose connection opened without data. */
const NEARLY_ALL = 10;

/**
 * Direct connections that opened but brought no data, while nearly all other hosts accept no connection. They do not prove egress, because
 * a device in front of the server may have accepted them. If more of the hosts accept connections, the connections do prove egress.
 */
export const deadConnections = perLog((view: View): ReadonlySet<WebObservation> => {
  const dead: WebObservation[] = [];
  const hosts = new Set<string>();
  const blocked = new Set<string>();
  for (const { observation, tcp, endpoint } of firstHops(view)) {
    const { failure, route, state } = observation;
    if (tcp === undefined || endpoint === null || failure === null || route.via !== 'direct' || state !== 'completed') continue;
    if (!tcp.ok && TCP_FAILURES.has(failure.kind)) blocked.add(endpoint.host);
    if (!tcp.ok || !TLS_CUT_OFF.has(failure.kind)) continue;
    dead.push(observation);
    hosts.add(endpoint.host);
  }
  return new Set(hosts.size * NEARLY_ALL <= blocked.size ? dead : []);
});

/** AWS calls that reached AWS, as requests to their hosts. */
function callsAnswered(view: View): WebObservation[] {
  return observationsOfProbe(view, 'aws').flatMap((each) => (hasFailedBeforeAnswer(each) ? [] : (requestOfCall(each) ?? [])));
}

export const connectedThroughProxy = perLog((view: View): readonly ConnectedHost[] => {
  const answered: ConnectedHost[] = [];
  for (const observation of proxyObservations(view)) {
    if (observation.role !== 'row' || observation.route.via !== 'proxy') continue;
    const carried = observation.phases.some((phase) => phase.name === 'tunnel' && phase.ok && phase.hop === 0);
    const endpoint = endpointOfHop(observation, 0);
    if (carried && endpoint !== null) answered.push({ id: observation.id, ...endpoint, address: null });
  }
  return answered;
});

const INSIDE: ReadonlySet<AddressClass> = new Set<AddressClass>(['private', 'shared', 'loopback', 'link-local']);

/** True for a connection that left the network, false for a connection to a private endpoint inside it. */
export function isOutsideNetwork(address: string | null): boolean {
  return address !== null && !INSIDE.has(addressClass(address));
}
