/** Who lives on the lab's internet, and at which address: the hosts of the demo, so that both serve the same. */
import { assemble } from '../../../src/catalog/index.ts';
import { addressesOf } from '../../../src/demo/addresses.ts';
import { type PretendHosts, pretendHosts } from '../../../src/demo/hosts.ts';
import type { Profile } from '../../../src/model/profile.ts';

export interface Population extends PretendHosts {
  addresses: ReadonlyMap<string, string>;
}

export function populationOf(profile: Profile): Population {
  const inhabited = pretendHosts(assemble(profile, null), []);
  return { ...inhabited, addresses: addressesOf([...inhabited.hosts.keys(), ...inhabited.plain.keys()]) };
}
