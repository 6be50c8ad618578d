/** Unpacks an untrusted zip: sizes are limited while data arrives, only plain names are accepted, and nothing is written to disk. */
import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import { BUNDLE_LIMITS } from './layout.ts';
import type { Entry } from './writer.ts';

export interface ReadProblem {
  ok: false;
  code: 'damaged' | 'newer' | 'not-a-bundle' | 'too-large' | 'encrypted';
  /** The problem, as a clause without a full stop. */
  problem: string;
  /** The next step for the user, if there is one. */
  hint?: string;
}
/** `folder` is the single top folder; paths are relative to it. */
export type UnpackResult = { ok: true; folder: string; entries: Entry[] } | ReadProblem;

export async function unpackBundle(bytes: Uint8Array): Promise<UnpackResult> {
  if (bytes.length > BUNDLE_LIMITS.archiveBytes) return tooLarge('the file is larger than 10 MiB');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { ok: false, code: 'not-a-bundle', problem: 'this is neither a zip nor a report' };
  try {
    return await entriesOf(await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true }));
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    // The library's messages may quote names from the file.
    return damagedBundle('the zip is damaged');
  }
}

export function damagedBundle(problem: string): ReadProblem {
  return { ok: false, code: 'damaged', problem };
}

function tooLarge(problem: string): ReadProblem {
  return { ok: false, code: 'too-large', problem };
}

/** Carries the problem out of the callbacks of the library. */
class Refused extends Error {
  readonly answer: ReadProblem;
  constructor(answer: ReadProblem) {
    super(answer.problem);
    this.answer = answer;
  }
}

async function entriesOf(zip: ZipFile): Promise<UnpackResult> {
  if (zip.entryCount > BUNDLE_LIMITS.entries) return tooLarge(`it has more than ${BUNDLE_LIMITS.entries} entries`);
  const entries: Entry[] = [];
  const names = new Set<string>();
  let folder: string | null = null;
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const [top, path] = safePath(entry);
    if (folder !== null && top !== folder) throw new Refused(damagedBundle('it holds more than one folder'));
    folder = top;
    // Names that differ only in case are the same file on many machines.
    if (names.has(path.toLowerCase())) throw new Refused(damagedBundle('two entries have the same name'));
    names.add(path.toLowerCase());
    total += entry.uncompressedSize;
    checkSize(total);
    entries.push({ path, bytes: await contentOf(zip, entry) });
  }
  return folder === null ? damagedBundle('it is empty') : { ok: true, folder, entries };
}

/** Splits `folder/name`. Refuses parent paths, absolute paths, links and encrypted entries. */
function safePath(entry: ZipEntry): [folder: string, path: string] {
  const parts = /^([A-Za-z0-9][A-Za-z0-9._-]{0,127})\/([A-Za-z0-9][A-Za-z0-9._/-]{0,255})$/.exec(entry.fileName);
  const [, folder = '', path = ''] = parts ?? [];
  if (parts === null || path.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new Refused(damagedBundle('an entry has a name that no bundle has'));
  }
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kind !== 0 && kind !== 0o100000) throw new Refused(damagedBundle('an entry is not a regular file'));
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new Refused(damagedBundle('an entry is encrypted'));
  return [folder, path];
}

function checkSize(total: number): void {
  if (total > BUNDLE_LIMITS.unpackedBytes) throw new Refused(tooLarge('it unpacks to more than 64 MiB'));
}

/** The library checks the declared size while it decompresses. The checksum is checked here. */
async function contentOf(zip: ZipFile, entry: ZipEntry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw new Refused(damagedBundle('an entry of the zip is damaged'));
  return content;
}
