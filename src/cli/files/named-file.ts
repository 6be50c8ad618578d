/** Reads a file that the user named. Every failure gives one line and exit status 4. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { decodeText } from '../../files/decode-text.ts';
import { readPipeChunks, SilentPipeError } from '../../files/pipe.ts';
import { readRegularFile } from '../../files/regular-file.ts';
import { createSecretRemover, stripControls } from '../../redact/index.ts';
import { fileError } from '../arguments/usage.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: this user is not allowed to',
  EPERM: 'cannot be read: this user is not allowed to',
  EISDIR: 'is a folder',
  ENAMETOOLONG: 'has a name that is too long',
  ENOTDIR: 'does not exist',
  ELOOP: 'is a link that leads to itself',
};

/** How long to wait for the first output of a command. Until then the screen is not open, and the user cannot leave it. */
const PIPE_MS = 5000;

/** The path as it is printed. Pasted text may be something else and contain a token, which is removed. */
export function displayPath(path: string): string {
  const clean = createSecretRemover([])(path);
  return clean === stripControls(path) ? path : clean;
}

/** One line for the system's error about an unreadable file. Any other error is an internal error. */
export function unreadableFileError(path: string, error: unknown): Error {
  if (error instanceof SilentPipeError) return fileError(`${displayPath(path)} is a pipe, but no data came through it.`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return fileError(`${displayPath(path)} ${REASONS[code] ?? `cannot be read (${code})`}.`);
}

/** Checks whether the file exists, is regular and readable. Another program reads the file itself, so a pipe is never opened here. */
export async function checkNamedFile(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isFile()) throw fileError(`${displayPath(path)} is not a file.`);
    await access(path, constants.R_OK);
  } catch (error) {
    throw unreadableFileError(path, error);
  }
}

/** The bytes of a file or pipe, at most `limit`. */
export async function readNamedBytes(path: string, limit: number): Promise<Uint8Array> {
  const read = await readRegularFile(path, limit);
  if (read.bytes !== null) return read.bytes;
  if (read.code !== null) throw unreadableFileError(path, { code: read.code });
  if (read.problem === 'not-a-file') return fromPipe(path, limit);
  throw read.problem === 'too-large' ? tooLarge(path, limit) : unreadableFileError(path, { code: 'EISDIR' });
}

async function fromPipe(path: string, limit: number): Promise<Uint8Array> {
  try {
    if (!(await stat(path)).isFIFO()) throw fileError(`${displayPath(path)} is not a file.`);
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of readPipeChunks(path, PIPE_MS)) {
      length += piece.length;
      if (length > limit) throw tooLarge(path, limit);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    throw unreadableFileError(path, error);
  }
}

function tooLarge(path: string, limit: number): Error {
  return fileError(`${displayPath(path)} is larger than ${Math.round(limit / 1024)} KiB.`);
}

/** The text of a file in UTF-8 or UTF-16. */
export async function readNamedFile(path: string, limit: number): Promise<string> {
  return decodeText(await readNamedBytes(path, limit));
}
