/**
 * Reading a file that a person, a variable or another program names: only a regular file, never more of it than a limit. A pipe
 * would be waited for, a device read for ever, and a path may become either between two looks. Nothing else here reads files.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

export type FileProblem = 'missing' | 'folder' | 'not-a-file' | 'too-large' | 'unreadable';

/** `code` is what the system said, where it said anything. */
export type FileRead = { bytes: Buffer; problem: null } | { bytes: null; problem: FileProblem; code: string | null };

/** Never waits for a writer, should the path have become a pipe. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const PIECE = 64 * 1024;

/** The whole of a file of at most `limit` bytes. Never throws. */
export async function readRegular(path: string, limit: number): Promise<FileRead> {
  try {
    const opened = await openRegular(path);
    if (opened.file === null) return { bytes: null, problem: opened.problem, code: null };
    try {
      return collected(await piecesOf(opened.file, opened.about, limit), limit);
    } finally {
      await opened.file.close();
    }
  } catch (error) {
    return failed(error);
  }
}

/** The same while nothing else is to be done. */
export function readRegularSync(path: string, limit: number): FileRead {
  try {
    const opened = openRegularSync(path);
    if (opened.file === null) return { bytes: null, problem: opened.problem, code: null };
    try {
      return collected(piecesOfSync(opened.file, opened.about, limit), limit);
    } finally {
      closeSync(opened.file);
    }
  } catch (error) {
    return failed(error);
  }
}

/** As text; null where there is nothing to read, for whatever reason. */
export async function textOf(path: string, limit: number): Promise<string | null> {
  return (await readRegular(path, limit)).bytes?.toString('utf8') ?? null;
}

export type Opened<File> = { file: File; about: Stats; problem: null } | { file: null; about: null; problem: FileProblem };

/** For those who read a part of it, or piece by piece; they close it. Throws what the system says. */
export async function openRegular(path: string): Promise<Opened<FileHandle>> {
  // Looked at first: opening a device may already do something.
  const before = wrongKind(await stat(path));
  if (before !== null) return { file: null, about: null, problem: before };
  const file = await open(path, READ_ONLY);
  const about = await file.stat();
  const problem = wrongKind(about);
  if (problem === null) return { file, about, problem };
  await file.close();
  return { file: null, about: null, problem };
}

/** The descriptor of a file, opened in the same way. */
export function openRegularSync(path: string): Opened<number> {
  const before = wrongKind(statSync(path));
  if (before !== null) return { file: null, about: null, problem: before };
  const file = openSync(path, READ_ONLY);
  const about = fstatSync(file);
  const problem = wrongKind(about);
  if (problem === null) return { file, about, problem };
  closeSync(file);
  return { file: null, about: null, problem };
}

function wrongKind(about: Stats): FileProblem | null {
  return about.isFile() ? null : about.isDirectory() ? 'folder' : 'not-a-file';
}

/** Null: too large. Files of /proc say that they are empty, and a log grows while it is read: only the end is the end. */
async function piecesOf(file: FileHandle, about: Stats, limit: number): Promise<Buffer[] | null> {
  if (about.size > limit) return null;
  const pieces: Buffer[] = [];
  for (let length = 0; length <= limit; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(pieceFor(about, length)), 0, null, null);
    if (bytesRead === 0) return pieces;
    pieces.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return null;
}

function piecesOfSync(file: number, about: Stats, limit: number): Buffer[] | null {
  if (about.size > limit) return null;
  const pieces: Buffer[] = [];
  for (let length = 0; length <= limit; ) {
    const buffer = Buffer.alloc(pieceFor(about, length));
    const bytesRead = readSync(file, buffer, 0, buffer.length, null);
    if (bytesRead === 0) return pieces;
    pieces.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return null;
}

/** One piece for all that is announced, so that most files take two reads. */
function pieceFor(about: Stats, length: number): number {
  return Math.max(PIECE, about.size - length + 1);
}

function collected(pieces: Buffer[] | null, limit: number): FileRead {
  const bytes = pieces === null ? null : Buffer.concat(pieces);
  return bytes === null || bytes.length > limit ? { bytes: null, problem: 'too-large', code: null } : { bytes, problem: null };
}

function failed(error: unknown): FileRead {
  const code = (error as NodeJS.ErrnoException).code ?? null;
  if (code === null) throw error;
  return { bytes: null, problem: PROBLEMS[code] ?? 'unreadable', code };
}

const PROBLEMS: Readonly<Record<string, FileProblem>> = { ENOENT: 'missing', ENOTDIR: 'missing', EISDIR: 'folder' };
