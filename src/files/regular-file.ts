/**
 * Reads a file that the user, a variable or another program named: regular files only, up to a limit. A pipe would block, a device would
 * never end, and a path may become a pipe or a device between two checks. No other module here reads files.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';

export type FileProblem = 'missing' | 'folder' | 'not-a-file' | 'too-large' | 'unreadable';

/** `code` is the system's error code, if there is one. */
export type FileRead = { bytes: Buffer; problem: null } | { bytes: null; problem: FileProblem; code: string | null };

/** This does not block if the path has become a pipe. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const PIECE = 64 * 1024;

/** The whole file, of at most `limit` bytes. Never throws. */
export async function readRegularFile(path: string, limit: number): Promise<FileRead> {
  try {
    const opened = await openRegularFile(path);
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

/** Like `readRegularFile`, but blocks. */
export function readRegularFileSync(path: string, limit: number): FileRead {
  try {
    const opened = openRegularFileSync(path);
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

/** The file as text; null if it cannot be read for any reason. */
export async function readText(path: string, limit: number): Promise<string | null> {
  return (await readRegularFile(path, limit)).bytes?.toString('utf8') ?? null;
}

export type OpenedRegular<File> = { file: File; about: Stats; problem: null } | { file: null; about: null; problem: FileProblem };

/** Opens a file for callers that read a part of it and close it. Throws the system's error. */
export async function openRegularFile(path: string): Promise<OpenedRegular<FileHandle>> {
  // This check comes first, because opening a device may have an effect.
  const before = wrongKind(await stat(path));
  if (before !== null) return { file: null, about: null, problem: before };
  const file = await open(path, READ_ONLY);
  const about = await file.stat();
  const problem = wrongKind(about);
  if (problem === null) return { file, about, problem };
  await file.close();
  return { file: null, about: null, problem };
}

/** Like `openRegularFile`, but blocks and returns a descriptor. */
export function openRegularFileSync(path: string): OpenedRegular<number> {
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

/** The content; null if it is too large. The reported size does not count: files in /proc report zero, and a log grows while it is read. */
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

/** Reads one chunk of the expected size, so that most files take two reads. */
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
