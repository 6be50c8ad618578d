/** Where the tool keeps what it remembers: `$XDG_STATE_HOME/gitpod-doctor`, folders 0700, files 0600 (CONTRACT). */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, type Stats, statSync, unlinkSync, writeFileSync } from 'node:fs';
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

/** A folder that somebody else can read or prepare: nothing is kept in it, read from it or deleted in it. */
export class UnsafeFolder extends Error {}

/**
 * The state folder, or the part of it, made where it is not there; for its owner alone. Throws `UnsafeFolder` where it is not, and
 * what the file system says.
 */
export function privateFolder(folder: string, part?: string): string {
  checkOwner(made(folder), statSync(folder));
  if (part === undefined) return folder;
  // A link that leads nowhere is refused as any other.
  const path = join(folder, part);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) made(path);
  checkParts(folder, part);
  return path;
}

/** The same folder for who only reads; null where there is none. */
export function ownFolder(folder: string, part: string): string | null {
  const path = join(folder, part);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  checkParts(folder, part);
  return path;
}

/** Above the state folder links are a matter of the system; below it none is ours, and it may lead into another folder. */
function checkParts(folder: string, part: string): void {
  checkOwner(folder, statSync(folder));
  const facts = lstatSync(join(folder, part));
  if (facts.isSymbolicLink()) throw new UnsafeFolder(`${join(folder, part)} is a link`);
  if (!facts.isDirectory()) throw new UnsafeFolder(`${join(folder, part)} is no folder`);
  checkOwner(join(folder, part), facts);
}

/** By the account that the process acts for; Windows has no such numbers, and a profile of its own. */
function checkOwner(path: string, { uid, mode }: Stats): void {
  const own = process.geteuid?.();
  if (own === undefined) return;
  if (uid !== own) throw new UnsafeFolder(`${path} belongs to another user`);
  if ((mode & 0o077) !== 0) throw new UnsafeFolder(`${path} is open to other users`);
}

/** Why the store cannot be used, as a clause. */
export function storeProblem(error: unknown): string {
  if (error instanceof UnsafeFolder) return error.message;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return PROBLEMS[code] ?? `the state folder cannot be used (${code})`;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
};

/** One by one: Node's own way tries for ever where a file system says of every new name that it is not there, as /proc does. */
function made(path: string): string {
  if (isFolder(path)) return path;
  const above = dirname(path);
  if (above !== path) made(above);
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
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
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
