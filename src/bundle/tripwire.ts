/**
 * The last look: the finished archive is read back and searched for whatever should have gone, names of files
 * included. It knows no path into the bundle, so it also finds what came past the redactor.
 */
import { strFromU8, unzipSync } from 'fflate';
import type { Redactor } from '../redact/index.ts';
import { unescapeText } from './html/markup.ts';
import type { Entry } from './writer.ts';

export type Leftovers = Redactor['leftovers'];

export interface Hit {
  path: string;
  /** How many, by rule; what it was is never told. */
  counts: Readonly<Record<string, number>>;
}

/** Without an answer from every scanner nothing is known, and what is not known to be clean does not go out. */
export type Look = { ok: true; hits: Hit[] } | { ok: false };

/** Counts what looks like a secret in a text, by rule. May throw: that is no answer. */
export type Scanner = (text: string) => Promise<Readonly<Record<string, number>>>;

/** Names, comments and extra fields of a zip lie together behind the contents; none of them is unpacked with an entry. */
export const DIRECTORY = 'the directory of the archive';

/** For an archive that we have just made; a foreign one is unpacked with care first (`unpack.ts`). */
export async function tripwire(bytes: Uint8Array, leftovers: Leftovers, secondOpinion: Scanner = preset): Promise<Look> {
  try {
    const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
    return await scan([...unpacked, ...directoryOf(bytes)], leftovers, secondOpinion);
  } catch {
    return { ok: false };
  }
}

export async function scan(entries: readonly Entry[], leftovers: Leftovers, secondOpinion: Scanner = preset): Promise<Look> {
  // The same string stands in many places; once is enough to know it.
  const known = new Map<string, [string, number][]>();
  const own = (text: string) => {
    const found = known.get(text) ?? Object.entries(leftovers(text));
    known.set(text, found);
    return found;
  };
  try {
    const hits: Hit[] = [];
    for (const { path, bytes } of entries) {
      const counts = new Map<string, number>();
      const pieces = texts(path, strFromU8(bytes));
      const found = [...pieces.flatMap(own), ...Object.entries(await secondOpinion([...new Set(pieces)].join('\n')))];
      for (const [rule, count] of found) counts.set(rule, (counts.get(rule) ?? 0) + count);
      if (counts.size > 0) hits.push({ path, counts: Object.fromEntries([...counts].sort()) });
    }
    return { ok: true, hits };
  } catch {
    return { ok: false };
  }
}

/** From the first header of the central directory to the last byte, comments included; empty for what is no zip. */
export function directoryOf(bytes: Uint8Array): Entry[] {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = end.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (at < 0 || at + 20 > end.length) return [];
  return [{ path: DIRECTORY, bytes: bytes.subarray(Math.min(end.readUInt32LE(at + 16), at)) }];
}

const preset: Scanner = async (text) => {
  const { presetCounts } = await import('./preset-rules.ts');
  return presetCounts(text);
};

/** The name, and the content as its reader gets it: of JSON each string, of HTML with its escapes undone, since escapes hide words. */
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
