/** Where the tool keeps what it remembers: `$XDG_STATE_HOME/gitpod-doctor`, folders 0700, files 0600 (CONTRACT). */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { readRegularSync } from '../../files/regular-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The XDG base directory specification: `$HOME/.local/state` where it names none; a relative value counts as unset. */
export function stateFolder(environment: Environment): string {
  const xdg = environment['XDG_STATE_HOME'];
  return join(isPlace(xdg) ? xdg : join(homeOf(environment), '.local', 'state'), 'gitpod-doctor');
}

/** Where HOME names none it is that of the account; a container may run under a number that belongs to none. */
function homeOf({ HOME: home }: Environment): string {
  if (isPlace(home)) return home;
  try {
    return userInfo().homedir;
  } catch {
    return homedir();
  }
}

function isPlace(path: string | undefined): path is string {
  return path !== undefined && isAbsolute(path);
}

/**
 * Makes a folder that only its owner may enter, and those above it; throws what the file system says. One by one: Node's
 * own way tries for ever where a file system says of every new name that it is not there, as /proc does.
 */
export function privateFolder(path: string): string {
  if (isFolder(path)) return path;
  const above = dirname(path);
  if (above !== path) privateFolder(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process was faster.
    if (!isFolder(path)) throw error;
  }
  return path;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Writes a new file whole or not at all; false if one of that name is there already. */
export function writeNew(path: string, bytes: Uint8Array | string): boolean {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  const file = openSync(partial, 'wx', 0o600);
  try {
    writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(partial, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(partial);
  }
}

/** Far above the longest session. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The bytes of a file, null if there is none; throws what else is the matter. */
export function readIfThere(path: string): Buffer | null {
  const read = readRegularSync(path, MOST_BYTES);
  if (read.bytes !== null) return read.bytes;
  if (read.code === 'ENOENT') return null;
  // What the system has no word for is told as what writing there would say.
  throw Object.assign(new Error(`${path}: ${read.problem}`), { code: read.code ?? 'EEXIST' });
}
