/** Writes the finished bytes to disk: readable only by the owner, completely or not at all, and never over another file. */
import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export type PublishResult = { ok: true; path: string } | { ok: false; code: string; problem: string };

export async function publishFile(path: string, bytes: Uint8Array): Promise<PublishResult> {
  const partial = partialOf(path);
  try {
    await writeNew(partial, bytes);
    await settle(partial, path, bytes);
    return { ok: true, path };
  } catch (error) {
    const code = codeOf(error);
    return { ok: false, code, problem: problemOf(path, code) };
  } finally {
    await unlink(partial).catch(() => {});
  }
}

/** Checks in advance whether `publishFile` would fail; null if no problem is known. */
export async function publishProblem(path: string): Promise<string | null> {
  const there = await lstat(path).catch(() => null);
  if (there !== null) return problemOf(path, there.isDirectory() ? 'EISDIR' : 'EEXIST');
  const trial = partialOf(path);
  try {
    await writeNew(trial, new Uint8Array());
    return null;
  } catch (error) {
    return problemOf(path, codeOf(error));
  } finally {
    await unlink(trial).catch(() => {});
  }
}

function partialOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`);
}

function problemOf(path: string, code: string): string {
  return `${path} cannot be written: ${PROBLEMS[code] ?? `the system says ${code}`}.`;
}

/** Creating a link fails if the name is taken, while a rename would overwrite the file. On file systems without links, `wx` is used. */
async function settle(partial: string, path: string, bytes: Uint8Array): Promise<void> {
  try {
    await link(partial, path);
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
    await writeNew(path, bytes);
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file: FileHandle = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
}

const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

const PROBLEMS: Readonly<Record<string, string>> = {
  EEXIST: 'a file with this name exists, and no file is overwritten',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user is not allowed to write there',
  EPERM: 'this user is not allowed to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
}
