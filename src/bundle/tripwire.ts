/**
 * The last search: reads the finished archive and looks in it, file names included, for everything that must not be there. It does not
 * depend on the code that made the bundle, so it also finds secrets that the redactor missed.
 */
import { strFromU8, unzipSync } from 'fflate';
import type { Redactor } from '../redact/index.ts';
import { unescapeText } from '../render/markup.ts';
import type { PresetMatch } from './preset-rules.ts';
import type { Entry } from './writer.ts';

export type Leftovers = Redactor['leftovers'];

export interface LeftoverHit {
  path: string;
  /** The number of matches per rule. The matched values are never returned. */
  counts: Readonly<Record<string, number>>;
}

/** A string of an entry in which a scanner found something, with the suspicious part. Used to remove it, never shown. */
export interface Suspect {
  path: string;
  text: string;
  part: string;
}

/** `ok` is false if a scanner failed; then the bundle is not written. */
export type ScanResult = { ok: true; hits: LeftoverHit[]; suspects: Suspect[] } | { ok: false };

/** Finds possible secrets in a text. An exception means that the search failed. */
export type Scanner = (text: string) => Promise<readonly PresetMatch[]>;

/** The label for matches in names, comments and extra fields of the zip, which belong to no entry. */
export const ZIP_CENTRAL_DIRECTORY = 'the directory of the archive';

/** Searches an archive that this process made. Other archives must first be unpacked safely (`unpack.ts`). */
export async function scanArchive(bytes: Uint8Array, leftovers: Leftovers, secondOpinion: Scanner = preset): Promise<ScanResult> {
  try {
    const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
    return await scanEntries([...unpacked, ...directoryOf(bytes)], leftovers, secondOpinion);
  } catch {
    return { ok: false };
  }
}

export async function scanEntries(entries: readonly Entry[], leftovers: Leftovers, secondOpinion: Scanner = preset): Promise<ScanResult> {
  // Each string is searched once, because many entries contain the same string.
  const known = new Map<string, [string, number][]>();
  const own = (text: string) => {
    const found = known.get(text) ?? Object.entries(leftovers(text));
    known.set(text, found);
    return found;
  };
  try {
    const hits: LeftoverHit[] = [];
    const suspects: Suspect[] = [];
    for (const { path, bytes } of entries) {
      const counts = new Map<string, number>();
      const pieces = [...new Set(texts(path, strFromU8(bytes)))];
      for (const text of pieces) {
        const found = own(text);
        for (const [rule, count] of found) counts.set(rule, (counts.get(rule) ?? 0) + count);
        if (found.length > 0) suspects.push({ path, text, part: text });
      }
      const others = await secondOpinion(pieces.join('\n'));
      for (const { rule } of others) counts.set(rule, (counts.get(rule) ?? 0) + 1);
      suspects.push(...suspectsAt(others, pieces).map((suspect) => ({ path, ...suspect })));
      if (counts.size > 0) hits.push({ path, counts: Object.fromEntries([...counts].sort()) });
    }
    return { ok: true, hits, suspects };
  } catch {
    return { ok: false };
  }
}

/**
 * The text in the central directory (APPNOTE §4.3.12, §4.3.16): names, extra fields, comments, and anything between its headers. Its binary
 * fields are excluded, because checksums and sizes can look like an argument with a value. Empty for a file that is not a zip.
 */
export function directoryOf(bytes: Uint8Array): Entry[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 20 > zip.length) return [];
  const words: Buffer[] = [];
  let at = Math.min(zip.readUInt32LE(end + 16), end);
  while (at + FIXED <= end && zip.readUInt32LE(at) === HEADER) {
    const next = Math.min(end, at + FIXED + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32));
    words.push(zip.subarray(at + FIXED, next), LINE_FEED);
    at = next;
  }
  return [{ path: ZIP_CENTRAL_DIRECTORY, bytes: Buffer.concat([...words, zip.subarray(at, end), LINE_FEED, zip.subarray(end + 22)]) }];
}

const HEADER = 0x02014b50;
/** The length of the fixed part of a central directory header, before the name. */
const FIXED = 46;
const LINE_FEED = Buffer.from('\n');

/** Maps matches in the joined strings back to the strings that they touch. */
function suspectsAt(found: readonly PresetMatch[], pieces: readonly string[]): Omit<Suspect, 'path'>[] {
  const suspects: Omit<Suspect, 'path'>[] = [];
  const sorted = [...found].sort((a, b) => a.start - b.start);
  let from = 0;
  for (const text of pieces) {
    const end = from + text.length;
    while (sorted[0] !== undefined && sorted[0].end <= from) sorted.shift();
    for (const each of sorted) {
      if (each.start >= end) break;
      const part = text.slice(Math.max(0, each.start - from), each.end - from);
      if (part !== '') suspects.push({ text, part });
    }
    from = end + 1;
  }
  return suspects;
}

const preset: Scanner = async (text) => {
  const { matchPresetRules } = await import('./preset-rules.ts');
  return matchPresetRules(text);
};

/** The name and the content without escapes, because escapes could hide a secret: each string of JSON, and unescaped HTML. */
function texts(path: string, content: string): string[] {
  if (path.endsWith('.json')) return [path, ...stringsOf(content)];
  if (path.endsWith('.jsonl')) return [path, ...content.split('\n').flatMap(stringsOf)];
  return [path, path.endsWith('.html') ? unescapeText(content) : content];
}

function stringsOf(json: string): string[] {
  if (json.trim() === '') return [];
  const found: string[] = [];
  try {
    JSON.parse(json, (key, value: unknown) => {
      found.push(key);
      if (typeof value === 'string') found.push(value);
      return value;
    });
  } catch {
    return [json];
  }
  return found;
}
