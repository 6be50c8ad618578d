/**
 * The folders in which the client searches: those of the account's home and not of `$HOME`. They are a parameter for tests and the demo.
 */
import { posix, win32 } from 'node:path';
import { currentAccount } from '../account.ts';

export interface SshHome {
  platform: NodeJS.Platform;
  home: string;
  /** `~/.ssh`, the base of relative includes in any file. */
  folder: string;
  /** The folder that `~` means in an Include, even a relative one: glob(3) follows `$HOME`. */
  globHome: string;
  /** Null if the file is not read, because the user named another one. */
  userFile: string | null;
  systemFile: string | null;
  /** The file of `--ssh-config`, which is the only one read and is passed to the client with `-F`. */
  namedFile: string | null;
  /** The argument of `-F`; null: the client reads its own files. */
  clientFile: string | null;
  /** The client's user: files must belong to this account or to root. -1 if the platform has no user ids. */
  uid: number;
  environment: Readonly<Record<string, string>>;
}

export interface HomeOptions {
  environment: Readonly<Record<string, string>>;
  /** The file that replaces the account's and the system's. `none`: no file at all, as with `-F none`. */
  configFile: string | null;
}

export function accountHome({ environment, configFile }: HomeOptions): SshHome {
  const { platform } = process;
  const { home: homedir, uid } = currentAccount();
  const path = pathModuleOf(platform);
  const folder = path.join(homedir, '.ssh');
  const isNamed = configFile !== null;
  const namedFile = configFile === null || configFile === 'none' ? null : path.resolve(expandHome(configFile, homedir));
  return {
    platform,
    home: homedir,
    folder,
    globHome: (platform === 'win32' ? undefined : environment['HOME']) || homedir,
    userFile: isNamed ? null : path.join(folder, 'config'),
    systemFile: isNamed ? null : systemFile(platform, environment),
    namedFile,
    clientFile: namedFile ?? configFile,
    uid,
    environment,
  };
}

function systemFile(platform: NodeJS.Platform, environment: Readonly<Record<string, string>>): string {
  if (platform !== 'win32') return '/etc/ssh/ssh_config';
  return win32.join(environment['ProgramData'] ?? environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'ssh', 'ssh_config');
}

export function pathModuleOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/** Expands only `~` and `~/`. The client also expands `~name`, but another user's home is not read. */
export function expandHome(path: string, home: string): string {
  return path === '~' ? home : /^~[/\\]/.test(path) ? `${home}${path.slice(1)}` : path;
}

/** The configuration file that the user would edit. */
export function mainConfigFile({ namedFile, userFile, folder, platform }: SshHome): string {
  return namedFile ?? userFile ?? pathModuleOf(platform).join(folder, 'config');
}
