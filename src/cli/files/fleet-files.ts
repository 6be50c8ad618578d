/** The files, folders and the stream that `fleet collect` reads, chunk by chunk. */
import { closeSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createChunkDecoder, isZip } from '../../files/decode-text.ts';
import { piecesOfPipe } from '../../files/pipe.ts';
import { openRegularFileSync } from '../../files/regular-file.ts';
import { type Collection, createFleetSource, type FleetSource } from '../../fleet/index.ts';
import { CommandError, fileError, usageError } from '../arguments/usage.ts';
import { type CollectProgress, createCollectProgress } from './collect-progress.ts';
import { unreadableFileError } from './named-file.ts';

export interface ReadFiles {
  files: number;
  /** Files that the user named and that are unreadable or have no result. */
  unusable: CommandError[];
}

const PIECE = 1024 * 1024;
const DEEPEST = 16;
const MAX_FILES = 1_000_000;

/** Files are read synchronously, because nothing else runs meanwhile and a bucket holds ten thousand small ones. */
export async function readFiles(
  paths: readonly string[],
  collection: Collection,
  { most = MAX_FILES, isQuiet = true }: { most?: number; isQuiet?: boolean } = {},
): Promise<ReadFiles> {
  const read: ReadFiles = { files: 0, unusable: [] };
  const progress = createCollectProgress(paths, isQuiet);
  const open: OpenSource = (source) => withProgress(createFleetSource(collection, source), collection, progress);
  for (const path of paths) {
    try {
      if (path === '-') judge('Standard input', await readStandardInput(open));
      else if (statSync(path).isDirectory()) readFolder(path, open, read, most);
      else if (statSync(path).isFIFO()) judge(path, await readPipe(path, open));
      else judge(path, readInto(path, open, 'named'));
      read.files++;
    } catch (error) {
      read.unusable.push(stopOf(path, error));
    }
  }
  progress.end();
  return read;
}

type OpenSource = (source: string) => FleetSource;

function withProgress({ push, end }: FleetSource, collection: Collection, progress: CollectProgress): FleetSource {
  return {
    push(text) {
      push(text);
      progress.read(text, collection.size());
    },
    end,
  };
}

/** Rethrows wrong usage and internal errors, which do not belong to a single file. */
function stopOf(path: string, error: unknown): CommandError {
  const stop = error instanceof CommandError ? error : unreadableFileError(path, error);
  if (!(stop instanceof CommandError) || stop.status !== 4) throw stop;
  return stop;
}

type Told = ReturnType<FleetSource['end']>;

async function readStandardInput(open: OpenSource): Promise<Told> {
  if (process.stdin.isTTY)
    throw usageError('fleet collect reads files, or what comes through a pipe.', 'Try: gitpod-doctor fleet collect results/');
  const source = open('standard input');
  const decoder = createChunkDecoder();
  for await (const piece of process.stdin as AsyncIterable<Buffer>) source.push(decoder.write(piece));
  source.push(decoder.end());
  return source.end();
}

/** Reads all files of a folder and its subfolders in order, and ignores those without a result. */
function readFolder(folder: string, open: OpenSource, read: ReadFiles, most: number): void {
  let found = 0;
  let files = 0;
  let isTooMany = false;
  const walk = (below: string, depth: number) => {
    const entries = readdirSync(below, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(below, entry.name);
      try {
        if (entry.isDirectory() && depth > 0) walk(path, depth - 1);
        // The program's stderr is stored next to its output and has no result. A link may lead anywhere.
        if (!entry.isFile() || entry.name === 'stderr') continue;
        if (files === most) {
          isTooMany = true;
          return;
        }
        files++;
        const { results, machines, isBrokenReport } = readInto(path, open, 'found');
        found += results + machines;
        if (isBrokenReport) read.unusable.push(damaged(path));
      } catch (error) {
        read.unusable.push(stopOf(path, error));
      }
    }
  };
  walk(folder, DEEPEST);
  if (isTooMany) throw fileError(`${folder} holds more than ${most} files; the rest was not read.`);
  if (found === 0) throw fileError(`${folder} holds no result.`, HINT);
  // The folder itself is counted by the caller.
  read.files += files - 1;
}

const buffer = Buffer.allocUnsafe(PIECE);

/** A named bundle is reported; one found among results is ignored. */
function readInto(path: string, open: OpenSource, is: 'named' | 'found'): Told {
  const { file } = openRegularFileSync(path);
  if (file === null) throw fileError(`${path} is not a file.`);
  try {
    const source = open(path);
    const decoder = createChunkDecoder();
    for (let isFirst = true; ; isFirst = false) {
      const piece = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, null));
      const isBundle = isFirst && isZip(piece);
      if (isBundle && is === 'named') throw aBundle(path);
      if (isBundle || piece.length === 0) break;
      source.push(decoder.write(piece));
    }
    source.push(decoder.end());
    return source.end();
  } finally {
    closeSync(file);
  }
}

/** A named pipe, such as `<(command)`. */
async function readPipe(path: string, open: OpenSource): Promise<Told> {
  const source = open(path);
  const decoder = createChunkDecoder();
  let isFirst = true;
  for await (const piece of piecesOfPipe(path, PIPE_MS)) {
    if (isFirst && isZip(piece)) throw aBundle(path);
    isFirst = false;
    source.push(decoder.write(piece));
  }
  source.push(decoder.end());
  return source.end();
}

/** No command that collects results is silent for longer than this. */
const PIPE_MS = 60_000;

function aBundle(path: string): CommandError {
  return fileError(`${path} is a bundle.`, 'Bundles are set side by side by: gitpod-doctor compare');
}

const HINT = 'Results are lines of check --compact, reports of check --json, and the output of AWS Systems Manager that contains them.';

function damaged(path: string): CommandError {
  return fileError(`${path} holds a report that is damaged.`);
}

function judge(path: string, { results, machines, isBrokenReport }: Told): void {
  if (isBrokenReport) throw damaged(path);
  if (results + machines === 0) throw fileError(`${path} holds no result.`, HINT);
}
