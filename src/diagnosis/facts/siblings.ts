/** Answers beside a failure: the comparison that separates "this host" from "everything" (docs/design.md §2). */

import { brokeBeforeAnswer, requestOfCall } from '../../knowledge/measurements/aws-connection.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import type { Observation, WebObservation } from '../../model/observation.ts';
import type { ControlPurpose } from '../../model/probe-request.ts';
import { endpointOfHop, phaseOfHop } from './hops.ts';
import { perView } from './memo.ts';
import type { View } from './view.ts';

export interface Answered {
  id: string;
  host: string;
  port: number;
  address: string | null;
}

const COMPARE: ReadonlySet<ControlPurpose> = new Set<ControlPurpose>(['other-owner', 'other-host', 'server-time']);

/** A control of another owner's host for comparison: a row of that host would get the same result. */
export function isComparison({ purpose }: Observation): boolean {
  return purpose !== null && COMPARE.has(purpose);
}

/** Rows and compared hosts with a direct TCP connection, whatever followed. */
export const answeredDirectly = perView((view: View): readonly Answered[] => {
  const answered: Answered[] = [];
  for (const observation of [...view.web, ...callsAnswered(view)]) {
    const isAsked = observation.role === 'row' || isComparison(observation);
    if (!isAsked || observation.route.via !== 'direct') continue;
    const tcp = phaseOfHop(observation, 'tcp', 0);
    const endpoint = endpointOfHop(observation, 0);
    const address = tcp?.['network.peer.address'] ?? null;
    // Metadata answers on the local link, which proves nothing about a network.
    if (address !== null && addressClass(address) === 'link-local') continue;
    if (tcp?.ok && endpoint !== null) answered.push({ id: observation.id, ...endpoint, address });
  }
  return answered;
});

/** AWS calls that reached AWS, as requests to their hosts. */
function callsAnswered({ observations }: View): WebObservation[] {
  return observations.flatMap((each) => (each.probe === 'aws' && !brokeBeforeAnswer(each) ? (requestOfCall(each) ?? []) : []));
}

export const answeredThroughProxy = perView((view: View): readonly Answered[] => {
  const answered: Answered[] = [];
  for (const observation of view.web) {
    if (observation.role !== 'row' || observation.route.via !== 'proxy') continue;
    const carried = observation.phases.some((phase) => phase.name === 'tunnel' && phase.ok && phase.hop === 0);
    const endpoint = endpointOfHop(observation, 0);
    if (carried && endpoint !== null) answered.push({ id: observation.id, ...endpoint, address: null });
  }
  return answered;
});

const INSIDE: ReadonlySet<AddressClass> = new Set<AddressClass>(['private', 'shared', 'loopback', 'link-local']);

/** A connection that left the network, not one to a private endpoint inside it. */
export function leftTheNetwork(address: string | null): boolean {
  return address !== null && !INSIDE.has(addressClass(address));
}
