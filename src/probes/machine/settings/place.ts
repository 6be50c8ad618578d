/** The folders of this user's settings. They are a parameter, so that a test has its own home folder. */
import { join } from 'node:path';
import { currentAccount } from '../../account.ts';

export interface Folders {
  platform: NodeJS.Platform;
  home: string;
  /** Settings of desktop programs: `~/.config`, `Library/Application Support`, `%APPDATA%`. */
  applications: string;
  /** Machine-wide settings: `/etc`. */
  machine: string;
  environment: Readonly<Record<string, string>>;
}

/** Git, npm, Docker, the AWS tools and the editors all use HOME, and fall back to the account's home folder. */
export function foldersOf(environment: Readonly<Record<string, string>>): Folders {
  const home = environment[process.platform === 'win32' ? 'USERPROFILE' : 'HOME'] || currentAccount().home;
  return { platform: process.platform, home, applications: applicationsOf(home, environment), machine: '/etc', environment };
}

function applicationsOf(home: string, environment: Readonly<Record<string, string>>): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (process.platform === 'win32') return environment['APPDATA'] || join(home, 'AppData', 'Roaming');
  return environment['XDG_CONFIG_HOME'] || join(home, '.config');
}
