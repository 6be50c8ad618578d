/** The tool's storage: `$XDG_STATE_HOME/gitpod-doctor`, folders 0700, files 0600 (docs/contract.md, What it writes). */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, mkdirSync, openSync, type Stats, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { readRegularFileSync } from '../../files/regular-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Follows the XDG base directory specification: `$HOME/.local/state` by default, and a relative value counts as unset. */
export function stateFolder(environment: Environment): string {
  const xdg = environment['XDG_STATE_HOME'];
  return join(isPlace(xdg) ? xdg : join(homeOf(environment), '.local', 'state'), 'gitpod-doctor');
}

/** If HOME is not set, uses the account's home. A container may run under a user id that belongs to no account. */
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

/** A folder that another user can read, or may have prepared. Nothing is stored in it, read from it or deleted in it. */
export class UnsafeFolderError extends Error {}

/** The state folder or part of it, created if missing, for its owner only. Throws `UnsafeFolderError`, or the system's error. */
export function ensurePrivateFolder(folder: string, part?: string): string {
  checkOwner(made(folder), statSync(folder));
  if (part === undefined) return folder;
  // `lstat` finds a dangling link too, which is refused like any other link.
  const path = join(folder, part);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) made(path);
  checkParts(folder, part);
  return path;
}

/** The state folder for reading; null if it is missing. */
export function findOwnFolder(folder: string, part: string): string | null {
  const path = join(folder, part);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  checkParts(folder, part);
  return path;
}

/**
 * Links above the state folder belong to the system. Below it, this tool creates none, so a link there may lead elsewhere and is refused.
 */
function checkParts(folder: string, part: string): void {
  checkOwner(folder, statSync(folder));
  const facts = lstatSync(join(folder, part));
  if (facts.isSymbolicLink()) throw new UnsafeFolderError(`${join(folder, part)} is a link`);
  if (!facts.isDirectory()) throw new UnsafeFolderError(`${join(folder, part)} is not a folder`);
  checkOwner(join(folder, part), facts);
}

/** Checks the process's effective account. Windows has no user ids, but a separate profile per user. */
function checkOwner(path: string, { uid, mode }: Stats): void {
  const own = process.geteuid?.();
  if (own === undefined) return;
  if (uid !== own) throw new UnsafeFolderError(`${path} belongs to another user`);
  if ((mode & 0o077) !== 0) throw new UnsafeFolderError(`${path} is open to other users`);
}

/** The reason why the store cannot be used, as a clause. */
export function storeProblem(error: unknown): string {
  if (error instanceof UnsafeFolderError) return error.message;
  const { code = 'unknown' } = error as NodeJS.ErrnoException;
  return PROBLEMS[code] ?? `the state folder cannot be used (${code})`;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
};

/** Creates folders one by one, because Node's recursive mkdir never ends on a file system that denies every new name, as /proc does. */
function made(path: string): string {
  if (isFolder(path)) return path;
  const above = dirname(path);
  if (above !== path) made(above);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created the folder meanwhile.
    if (!isFolder(path)) throw error;
  }
  return path;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Writes a new file whole or not at all; returns false if the name exists. */
export function writeNewFile(path: string, bytes: Uint8Array | string): boolean {
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

/** A limit far above the longest session. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The bytes of a file; null if it is missing. Throws any other error. */
export function readIfExists(path: string): Buffer | null {
  const read = readRegularFileSync(path, MAX_BYTES);
  if (read.bytes !== null) return read.bytes;
  if (read.code === 'ENOENT') return null;
  // Node has no error code for a file that is too large or not regular, so this uses the code that writing to it would give.
  throw Object.assign(new Error(`${path}: ${read.problem}`), { code: read.code ?? 'EEXIST' });
}
