/** Measurements of the gateway: over TCP, and over UDP with the addresses grouped by their answers. */
import { addressClass } from '../../model/address.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation, UdpObservation } from '../../model/observation.ts';
import type { View } from './view.ts';

export function isGatewayRow(view: View, observation: Observation): boolean {
  return observation.requirements.some((id) => view.requirement(id)?.area === 'gateway');
}

export interface GatewayUdp {
  port: number;
  answered: UdpObservation[];
  /** Addresses for which an ICMP message reports that the port or the route is refused. */
  refused: UdpObservation[];
  /** Addresses without an answer, or with an answer that does not come from the gateway. */
  silent: UdpObservation[];
  /** Addresses to which this machine sent no datagram; GD101 and GD114 explain why. */
  unsent: UdpObservation[];
}

const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['udp.refused', 'udp.rejected']);
const UNANSWERED: ReadonlySet<FailureKind> = new Set<FailureKind>(['udp.silent', 'udp.unexpected-reply']);

export function gatewayUdp(view: View): GatewayUdp | null {
  const rows = view.udp.filter(({ role, state }) => role === 'row' && state === 'completed');
  const [first] = rows;
  if (first === undefined || first.target.kind !== 'udp') return null;
  const udp: GatewayUdp = { port: first.target.port, answered: [], refused: [], silent: [], unsent: [] };
  for (const row of rows) {
    const kind = row.failure?.kind;
    if (kind === undefined) udp.answered.push(row);
    else if (REFUSED.has(kind)) udp.refused.push(row);
    else if (UNANSWERED.has(kind)) udp.silent.push(row);
    else udp.unsent.push(row);
  }
  return udp;
}

export interface GatewayDrift {
  /** The published name of a listed gateway. */
  name: string;
  observation: string;
  fresh: string[];
  shared: string[];
}

/**
 * How the addresses of the gateway's name differ from the listed addresses. Null if the name was not looked up, has no public address, or
 * has only listed addresses.
 */
export function gatewayDrift(view: View): GatewayDrift | null {
  const rows = view.session.requirements.filter(({ area }) => area === 'gateway');
  const targets = rows.flatMap(({ targets }) => targets.map(({ target }) => target));
  const known = new Set(targets.flatMap((target) => (target.kind === 'udp' ? target.address : [])));
  for (const host of new Set(targets.flatMap((target) => ('host' in target ? target.host : [])))) {
    const lookUp = view.dnsOf(`lighthouse.${host}`);
    const addresses = (lookUp?.addresses ?? []).map(({ address }) => address).filter((address) => addressClass(address) === 'public');
    const fresh = addresses.filter((address) => !known.has(address));
    if (lookUp === undefined || fresh.length === 0) continue;
    return { name: lookUp.name, observation: lookUp.id, fresh, shared: addresses.filter((address) => known.has(address)) };
  }
  return null;
}

export function addressesOf(observations: readonly UdpObservation[]): string[] {
  return observations.flatMap(({ target }) => (target.kind === 'udp' ? target.address : []));
}

export function observationIds(observations: readonly Observation[]): string[] {
  return observations.map(({ id }) => id);
}
