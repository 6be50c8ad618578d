/** Reads the files, the folders and the stream of `fleet collect`, in chunks. */
import { closeSync, readSync, statSync } from 'node:fs';
import { BUNDLE_LIMITS } from '../../bundle/index.ts';
import { createChunkDecoder, isZip } from '../../files/decode-text.ts';
import { readPipeChunks } from '../../files/pipe.ts';
import { openRegularFileSync } from '../../files/regular-file.ts';
import { type Collection, createFleetSource, type EndOfSource, type FleetSource } from '../../fleet/index.ts';
import { CommandError, fileError, usageError } from '../arguments/usage.ts';
import { type CollectProgress, createCollectProgress } from './collect-progress.ts';
import { collectBundle } from './collected-bundle.ts';
import { filesBelow } from './files-below.ts';
import { unreadableFileError } from './named-file.ts';

export interface ReadFiles {
  files: number;
  /** Files that the user named and that cannot be read or contain no result. */
  unusable: CommandError[];
  /** Remarks about files that were used. */
  notes: string[];
}

const PIECE = 1024 * 1024;
const MAX_FILES = 1_000_000;

export interface ReadOptions {
  most?: number;
  isQuiet?: boolean;
  /** A file without a result is only noted. */
  mayBeEmpty?: boolean;
}

/** Files are read synchronously: nothing else runs meanwhile, and a bucket contains ten thousand small files. */
export async function readFiles(
  paths: readonly string[],
  collection: Collection,
  { most = MAX_FILES, isQuiet = true, mayBeEmpty = false }: ReadOptions = {},
): Promise<ReadFiles> {
  const read: ReadFiles = { files: 0, unusable: [], notes: [] };
  const progress = createCollectProgress(paths, isQuiet);
  const reader: Reader = {
    collection,
    open: (source) => withProgress(createFleetSource(collection, source), collection, progress),
    readBundle: (bytes) => progress.read(bytes, 1, collection.size()),
  };
  for (const path of paths) {
    try {
      if (path === '-') judge('Standard input', await readStandardInput(reader), read);
      else if (statSync(path).isDirectory()) await readFolder(path, reader, read, most);
      else if (statSync(path).isFIFO()) judge(path, await readPipe(path, reader), read);
      else judge(path, await readInto(path, reader, 'named'), read);
    } catch (error) {
      if (mayBeEmpty && error instanceof NoResultError) read.notes.push(error.message);
      else read.unusable.push(stopOf(path, error));
    }
  }
  progress.end();
  return read;
}

interface Reader {
  collection: Collection;
  open(source: string): FleetSource;
  /** Reports that a bundle of this size was read. */
  readBundle(bytes: number): void;
}

function withProgress({ push, end }: FleetSource, collection: Collection, progress: CollectProgress): FleetSource {
  return {
    push(text) {
      push(text);
      progress.read(text.length, linesIn(text), collection.size());
    },
    end,
  };
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

/** Rethrows usage errors and internal errors, because they do not belong to a single file. */
function stopOf(path: string, error: unknown): CommandError {
  const stop = error instanceof CommandError ? error : unreadableFileError(path, error);
  if (!(stop instanceof CommandError) || stop.status !== 4) throw stop;
  return stop;
}

type Told = EndOfSource;

async function readStandardInput(reader: Reader): Promise<Told> {
  if (process.stdin.isTTY) throw usageError('fleet collect reads files or standard input.', 'Try: gitpod-doctor fleet collect results/');
  return readPieces('standard input', process.stdin as AsyncIterable<Buffer>, reader, 'named');
}

/** Reads all files of a folder and its subfolders in order, and ignores those without a result. */
async function readFolder(folder: string, reader: Reader, read: ReadFiles, most: number): Promise<void> {
  let found = 0;
  let files = 0;
  let inside = 0;
  const unusable = read.unusable.length;
  for (const path of filesBelow(folder, (error, below) => read.unusable.push(stopOf(below, error)))) {
    if (++files > most) break;
    try {
      const told = await readInto(path, reader, 'found');
      found += told.results + told.machines;
      inside += told.files;
      remark(path, told, read);
      if (told.isBrokenReport) read.unusable.push(damaged(path));
    } catch (error) {
      inside++;
      read.unusable.push(stopOf(path, error));
    }
  }
  if (files > most) throw fileError(`${folder} contains more than ${most} files; the rest was not read.`);
  if (found === 0 && read.unusable.length === unusable) throw new NoResultError(folder);
  read.files += inside;
}

async function readInto(path: string, reader: Reader, is: 'named' | 'found'): Promise<Told> {
  const { file } = openRegularFileSync(path);
  if (file === null) throw fileError(`${path} is not a file.`);
  try {
    return await readPieces(path, piecesOf(file), reader, is);
  } finally {
    closeSync(file);
  }
}

const buffer = Buffer.allocUnsafe(PIECE);

/** Each chunk stays valid only until the next one is read. */
function* piecesOf(file: number): Generator<Buffer> {
  for (let read = readSync(file, buffer, 0, PIECE, null); read > 0; read = readSync(file, buffer, 0, PIECE, null))
    yield buffer.subarray(0, read);
}

/** A named pipe, such as `<(command)`. */
function readPipe(path: string, reader: Reader): Promise<Told> {
  return readPieces(path, readPipeChunks(path, PIPE_MS), reader, 'named');
}

/** How long to wait for the output of a command. No command that collects results is silent for longer. */
const PIPE_MS = 60_000;

/** The number of bytes at the start of a file that distinguish a bundle from text. */
async function readPieces(path: string, pieces: Pieces, reader: Reader, is: 'named' | 'found'): Promise<Told> {
  const source = reader.open(path);
  const decoder = createChunkDecoder();
  const archive: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    if (archive.length === 0 && (size > 0 || !isZip(piece))) source.push(decoder.write(piece));
    else archive.push(Buffer.from(piece));
    size += piece.length;
    if (archive.length > 0 && size > BUNDLE_LIMITS.archiveBytes) break;
  }
  if (archive.length > 0) return readArchive(path, Buffer.concat(archive), reader, is);
  source.push(decoder.end());
  const told = source.end();
  // Reports a bundle that is empty or has a damaged beginning, which would go unnoticed among other files.
  if (is === 'found' && told.results === 0 && path.endsWith('.zip')) throw fileError(`${path} is not a zip file and contains no result.`);
  return told;
}

type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

/**
 * A zip that is no bundle is reported if the user named it, and ignored if it is in a folder. An encrypted bundle is listed with its
 * recipients.
 */
async function readArchive(path: string, bytes: Buffer, { collection, readBundle }: Reader, is: 'named' | 'found'): Promise<Told> {
  const problem = await collectBundle(bytes, collection, path);
  readBundle(bytes.length);
  const told: Told = { results: 0, machines: 0, isBrokenReport: false, files: 1, partials: { problems: [], notes: [] } };
  if (problem === null) return { ...told, results: 1 };
  if (problem.code === 'not-a-bundle' && is === 'found') return told;
  if (problem.code !== 'encrypted') throw fileError(`${path} cannot be read: ${problem.problem}.`, problem.hint ?? null);
  collection.silent({ instance: null, source: path }, problem.problem);
  return { ...told, machines: 1 };
}

const HINT =
  'Results are bundles, lines of check --compact, reports of check --json, partial collections, and the output of AWS Systems Manager that contains them.';

/** A file can be read and has no result, which is no fault of a part of many. */
class NoResultError extends CommandError {
  constructor(path: string) {
    super(4, `${path} contains no result.`, HINT);
  }
}

function damaged(path: string): CommandError {
  return fileError(`${path} contains a damaged report.`);
}

function judge(path: string, told: Told, read: ReadFiles): void {
  const isUsed = remark(path, told, read);
  if (told.isBrokenReport) throw damaged(path);
  if (told.results + told.machines > 0) read.files += told.files;
  else if (isUsed) throw new NoResultError(path);
}

/** Reports the problems of partial collections in the file; returns false if there are any. */
function remark(path: string, { partials: { problems, notes } }: Told, read: ReadFiles): boolean {
  for (const problem of problems) read.unusable.push(fileError(`${path} ${problem}`));
  for (const note of notes) read.notes.push(`${path} ${note}`);
  return problems.length === 0;
}
