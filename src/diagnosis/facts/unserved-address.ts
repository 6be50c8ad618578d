/** A device accepts connections to a documentation address, which no host has, so it answers for every address. */
import { addressClass } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import { phaseOfHop } from './hops.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface CatchAllConnection {
  control: Observation;
  address: string;
  port: number;
  /** Published names resolve to shared or benchmarking addresses, which a client on this machine may serve. */
  clientOnThisMachine: boolean;
}

/** Null if no device does this, or if it was not checked. */
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
