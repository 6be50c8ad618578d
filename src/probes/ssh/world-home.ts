/** The files that the client of this world reads: the account's own, or those of the pretend machine. */
import type { World } from '../world.ts';
import { accountHome, type SshHome } from './home.ts';

/** A pretend machine without its own SSH files has an empty configuration, never this machine's. */
export function sshHomeOf(world: World, configFile: string | null): SshHome {
  const ofWorld = world.pretend === null ? null : (world.pretend.ssh?.configFile ?? 'none');
  return accountHome({ environment: world.environment, configFile: configFile ?? ofWorld });
}
