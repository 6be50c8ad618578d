/** The tools that all probes share while the program runs. */

import type { NameResolver } from './dns/names.ts';
import type { ProgramLists } from './machine/trust/program-trust.ts';
import type { Stores } from './tls/stores.ts';
import type { World } from './world.ts';

export interface Tools {
  world: World;
  names: NameResolver;
  stores(): Promise<Stores>;
  programs: ProgramLists;
}
