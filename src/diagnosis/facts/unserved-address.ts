/** A device that accepts connections to a documentation address, which no host has, and therefore answers for every address. */
import { addressClass } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import { phaseOfHop } from './hops.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface CatchAllConnection {
  control: Observation;
  address: string;
  port: number;
  /**
   * True if published names resolve to addresses for shared use (100.64.0.0/10) or benchmarking, which a client on this machine may serve.
   */
  clientOnThisMachine: boolean;
}

/** The connection to a documentation address that a device accepted; null if none was accepted or tried. */
export const catchAllConnection = memoize((view: View): CatchAllConnection | null => {
  for (const control of view.controls('unserved-address')) {
    if (control.probe !== 'tcp' || control.route.via !== 'direct') continue;
    const tcp = phaseOfHop(control, 'tcp', 0);
    const address = tcp?.['network.peer.address'] ?? null;
    if (tcp?.ok !== true || address === null || addressClass(address) !== 'documentation') continue;
    return { control, address, port: tcp['server.port'], clientOnThisMachine: handsOutAddresses(view) };
  }
  return null;
});

function handsOutAddresses(view: View): boolean {
  return view.dns.some(({ addresses }) =>
    addresses.some(({ address }) => ['shared', 'benchmarking', 'documentation'].includes(addressClass(address))),
  );
}
