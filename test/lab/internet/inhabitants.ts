/** The hosts of the lab's internet and their addresses: the hosts of the demo, so that both serve the same. */
import { assembleRequirements } from '../../../src/catalog/index.ts';
import { assignAddresses } from '../../../src/demo/addresses.ts';
import type { ScriptDescription } from '../../../src/demo/description.ts';
import { addScriptServer, type PretendHosts, pretendHosts } from '../../../src/demo/hosts.ts';
import type { Profile } from '../../../src/model/profile.ts';

export interface Population extends PretendHosts {
  addresses: ReadonlyMap<string, string>;
}

export function populationOf(profile: Profile, script?: ScriptDescription): Population {
  const inhabited = pretendHosts(assembleRequirements(profile, null), []);
  if (script !== undefined) addScriptServer(inhabited, script);
  return { ...inhabited, addresses: assignAddresses([...inhabited.hosts.keys(), ...inhabited.plain.keys()]) };
}
