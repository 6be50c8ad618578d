/** Reads a log: a file, gzipped or not, or a folder or zip of log files. Of a large log only the end is read, because it has the result. */
import { closeSync, fstatSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeText, isZip } from './decode-text.ts';
import { openRegularFileSync } from './regular-file.ts';
import { readZipLogs } from './zip-logs.ts';

/** The maximum size of one file, and of all files of a folder together. */
const FILE_LIMIT = 4 * 1024 * 1024;
const FOLDER_LIMIT = 16 * 1024 * 1024;
/** A zip file is read whole, because its central directory is at the end. */
const ZIP_LIMIT = 64 * 1024 * 1024;
const FILES_LIMIT = 200;
const DEPTH_LIMIT = 5;

const IS_LOG = /(?:\.(?:log|txt|out|err|json|jsonl|md)(?:\.\d{1,3})?(?:\.gz)?|^[^.]+)$/i;

/** The text of a log; null if there is none. Never throws. */
export function readLogText(path: string): string | null {
  try {
    return statSync(path).isDirectory() ? folderText(path) : fileText(path);
  } catch {
    return null;
  }
}

function fileText(path: string): string | null {
  const bytes = lastBytes(path);
  if (bytes === null) return null;
  if (isZip(bytes)) return zipText(bytes);
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: FOLDER_LIMIT }) : bytes;
  return decodeText(plain);
}

function zipText(bytes: Buffer): string | null {
  const logs = readZipLogs(bytes, (name) => IS_LOG.test(name) && !name.endsWith('.gz'), { files: FILES_LIMIT, bytes: FOLDER_LIMIT });
  const texts = logs.map(decodeText).filter((text) => text !== null && text !== '');
  return texts.length === 0 ? null : texts.join('\n');
}

function lastBytes(path: string): Buffer | null {
  const { file } = openRegularFileSync(path);
  if (file === null) return null;
  try {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    const limit = isZip(head) && size <= ZIP_LIMIT ? Math.max(size, FILE_LIMIT) : FILE_LIMIT;
    const bytes = Buffer.alloc(limit);
    const start = Math.max(0, size - limit);
    let length = 0;
    for (let read = 1; read > 0 && length < limit; length += read) read = readSync(file, bytes, length, limit - length, start + length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The texts of a folder's logs, joined with the newest last, as in one log. */
function folderText(folder: string): string | null {
  const texts: string[] = [];
  let left = FOLDER_LIMIT;
  for (const { path } of logsIn(folder)
    .toSorted((one, other) => other.changed - one.changed)
    .slice(0, FILES_LIMIT)) {
    const text = readLogText(path) ?? '';
    left -= text.length;
    if (left < 0) break;
    texts.unshift(text);
  }
  return texts.length === 0 ? null : texts.join('\n');
}

/** Links are not followed, because they may lead out of the folder. */
function logsIn(folder: string): { path: string; changed: number }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && IS_LOG.test(entry.name) && depthOf(folder, entry.parentPath) <= DEPTH_LIMIT)
    .slice(0, 20 * FILES_LIMIT)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, changed: statSync(path).mtimeMs }));
}

function depthOf(folder: string, inner: string): number {
  return inner.slice(folder.length).split(/[\\/]/).length - 1;
}
