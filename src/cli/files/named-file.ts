/** Reading a file that the person named; every way in which that fails is one line and status 4. */
import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { secretRemover } from '../../redact/index.ts';
import { badFile } from '../arguments/usage.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
  ENAMETOOLONG: 'has a name that is too long',
  ENOTDIR: 'does not exist',
  ELOOP: 'is a link that leads to itself',
};

/** A path that was pasted may be none, and hold a token. */
export function shownPath(path: string): string {
  return secretRemover([])(path);
}

/** One line for a file that cannot be read, by what the system said; what is no answer of the system is ours. */
export function unreadable(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error as Error;
  return badFile(`${shownPath(path)} ${REASONS[code] ?? `cannot be read (${code})`}.`);
}

/** The file is there, is one, and may be read; for those that another program reads. A pipe is never opened. */
export async function checkNamedFile(path: string): Promise<void> {
  try {
    if (!(await stat(path)).isFile()) throw badFile(`${shownPath(path)} is not a file.`);
    await access(path, constants.R_OK);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The bytes of a file of at most `limit` bytes. */
export async function readNamedBytes(path: string, limit: number): Promise<Uint8Array> {
  let file: Awaited<ReturnType<typeof open>> | null = null;
  try {
    file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (stat.size > limit) throw badFile(`${shownPath(path)} is larger than ${Math.round(limit / 1024)} KiB.`);
    const buffer = Buffer.alloc(limit + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length > limit) break;
    }
    if (length > limit) throw badFile(`${shownPath(path)} is larger than ${Math.round(limit / 1024)} KiB.`);
    return buffer.subarray(0, length);
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    await file?.close();
  }
}

export async function readNamedFile(path: string, limit: number): Promise<string> {
  return new TextDecoder().decode(await readNamedBytes(path, limit));
}
