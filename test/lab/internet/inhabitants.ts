/** Who lives on the lab's internet, and at which address: the hosts of the demo, so that both serve the same. */
import { assemble } from '../../../src/catalog/index.ts';
import { addressesOf } from '../../../src/demo/addresses.ts';
import { type Inhabitants, inhabitants } from '../../../src/demo/hosts.ts';
import type { Profile } from '../../../src/model/profile.ts';

export interface Population extends Inhabitants {
  addresses: ReadonlyMap<string, string>;
}

export function populationOf(profile: Profile): Population {
  const inhabited = inhabitants(assemble(profile, null), []);
  return { ...inhabited, addresses: addressesOf([...inhabited.hosts.keys(), ...inhabited.plain.keys()]) };
}
