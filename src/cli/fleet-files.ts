/** The files, folders and the stream that `fleet collect` reads, piece by piece. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { type createCollection, createSource } from '../fleet/index.ts';
import { unreadable } from './named-file.ts';
import { badFile, Stop, usage } from './usage.ts';

type Collection = ReturnType<typeof createCollection>;

export interface ReadFiles {
  files: number;
  /** Files that were named and told nothing, in a line each. */
  unusable: Stop[];
}

const PIECE = 1024 * 1024;
const DEEPEST = 16;
const MOST_FILES = 1_000_000;

export async function readFiles(paths: readonly string[], collection: Collection): Promise<ReadFiles> {
  const read: ReadFiles = { files: 0, unusable: [] };
  const buffer = Buffer.alloc(PIECE);
  for (const path of paths) {
    try {
      if (path === '-') await readStandardInput(collection);
      else if ((await stat(path)).isDirectory()) {
        read.files += await readFolder(path, collection, buffer);
        continue;
      } else await readOne(path, collection, buffer);
      read.files++;
    } catch (error) {
      const stop = error instanceof Stop ? error : unreadable(path, error);
      if (!(stop instanceof Stop) || stop.status !== 4) throw stop;
      read.unusable.push(stop);
    }
  }
  return read;
}

async function readStandardInput(collection: Collection): Promise<void> {
  if (process.stdin.isTTY)
    throw usage('fleet collect reads files, or what comes through a pipe.', 'Try: gitpod-doctor fleet collect results/');
  const source = createSource(collection, 'standard input');
  process.stdin.setEncoding('utf8');
  for await (const piece of process.stdin) source.push(String(piece));
  judge('Standard input', source.end());
}

async function readOne(path: string, collection: Collection, buffer: Buffer): Promise<void> {
  const about = await stat(path);
  if (!about.isFile() && !about.isFIFO()) throw badFile(`${path} is not a file.`);
  judge(path, await readInto(path, collection, buffer));
}

/** Everything below, in order; what holds nothing of ours lies beside it and is passed over. */
async function readFolder(folder: string, collection: Collection, buffer: Buffer): Promise<number> {
  let results = 0;
  let files = 0;
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = (await readdir(below, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(below, entry.name);
      if (entry.isDirectory() && depth > 0) await walk(path, depth - 1);
      // What the program says beside its answer stands next to it.
      if (!entry.isFile() || entry.name === 'stderr') continue;
      if (++files > MOST_FILES) throw badFile(`${folder} holds more than ${MOST_FILES} files.`);
      const told = await readInto(path, collection, buffer);
      results += told.results + told.machines;
    }
  };
  await walk(folder, DEEPEST);
  if (results === 0) throw badFile(`${folder} holds no result.`, HINT);
  return files;
}

type Told = ReturnType<ReturnType<typeof createSource>['end']>;

async function readInto(path: string, collection: Collection, buffer: Buffer): Promise<Told> {
  const file = await open(path, 'r');
  try {
    const source = createSource(collection, path);
    const decoder = new StringDecoder('utf8');
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      source.push(decoder.write(buffer.subarray(0, bytesRead)));
    }
    source.push(decoder.end());
    return source.end();
  } finally {
    await file.close();
  }
}

const HINT = 'Results are lines of check --compact, reports of check --json, and what AWS Systems Manager gives back of them.';

function judge(path: string, { results, machines, isBrokenReport }: Told): void {
  if (isBrokenReport) throw badFile(`${path} holds a report that is damaged.`);
  if (results + machines === 0) throw badFile(`${path} holds no result.`, HINT);
}
