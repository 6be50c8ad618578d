/** Who accepts a connection to an address for documentation, which nobody has: something that answers for everybody. */
import { addressClass } from '../../model/address.ts';
import type { Observation } from '../../model/observation.ts';
import { phaseOfHop } from './hops.ts';
import { perView } from './memo.ts';
import type { View } from './view.ts';

export interface AnswersForAll {
  control: Observation;
  address: string;
  port: number;
  /**
   * Names of the list lead to addresses that belong to no network (shared or benchmarking space): a client on this
   * machine hands such addresses out, so it may be that client which accepts.
   */
  clientOnThisMachine: boolean;
}

/** Null where nothing of the kind was seen, or nobody has looked. */
export const answersForAll = perView((view: View): AnswersForAll | null => {
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
