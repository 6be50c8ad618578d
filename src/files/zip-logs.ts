/**
 * The logs in a zip from another program: VS Code, a JetBrains IDE, a cluster dump. The zip is untrusted: every offset is checked, unpacked
 * bytes are counted as they arrive, and nothing is written to disk. Nested zips stay closed.
 */
import { inflateRawSync } from 'node:zlib';

const ENTRIES_LIMIT = 4000;
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENCRYPTED = 1;

interface Packed {
  name: string;
  /** Date and time as the zip file stores them. They only order the logs. */
  changed: number;
  method: number;
  size: number;
  at: number;
}

export interface ZipLimits {
  files: number;
  /** Limit on all unpacked bytes together. */
  bytes: number;
}

/** The logs, newest last; empty if the zip cannot be read. */
export function readZipLogs(bytes: Buffer, isLog: (name: string) => boolean, limits: ZipLimits): Buffer[] {
  const logs: Buffer[] = [];
  let left = limits.bytes;
  for (const packed of entriesIn(bytes)
    .filter(({ name }) => isLog(name.slice(name.lastIndexOf('/') + 1)))
    .toSorted((one, other) => other.changed - one.changed)
    .slice(0, limits.files)) {
    const log = unpacked(bytes, packed, left);
    // An entry over the limit uses up a share, because unpacking it took time.
    left -= log?.length ?? limits.bytes / 8;
    if (left < 0) break;
    if (log !== null) logs.unshift(log);
  }
  return logs;
}

function entriesIn(bytes: Buffer): Packed[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return [];
  const entries: Packed[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = Math.min(bytes.readUInt16LE(end + 10), ENTRIES_LIMIT); left > 0; left -= 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) break;
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('latin1', at + 46, Math.min(nameEnd, end));
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) === 0 && name !== '' && !name.endsWith('/')) {
      entries.push({
        name,
        changed: bytes.readUInt16LE(at + 14) * 0x10000 + bytes.readUInt16LE(at + 12),
        method: bytes.readUInt16LE(at + 10),
        size: bytes.readUInt32LE(at + 20),
        at: bytes.readUInt32LE(at + 42),
      });
    }
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(bytes: Buffer, { at, method, size }: Packed, limit: number): Buffer | null {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL) return null;
  const begin = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (begin + size > bytes.length) return null;
  const packed = bytes.subarray(begin, begin + size);
  if (method === 0) return size <= limit ? packed : null;
  if (method !== 8 || limit < 1) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch {
    return null;
  }
}
