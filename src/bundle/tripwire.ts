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

/** For an archive that we have just made; a foreign one is unpacked with care first (`unpack.ts`). */
export function tripwire(bytes: Uint8Array, leftovers: Leftovers): Hit[] {
  const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => ({ path, bytes: content }));
  return scan(unpacked, leftovers);
}

export function scan(entries: readonly Entry[], leftovers: Leftovers): Hit[] {
  // The same string stands in many places; once is enough to know it.
  const known = new Map<string, [string, number][]>();
  const look = (text: string) => {
    const found = known.get(text) ?? Object.entries(leftovers(text));
    known.set(text, found);
    return found;
  };
  return entries.flatMap(({ path, bytes }) => {
    const counts = new Map<string, number>();
    for (const text of texts(path, strFromU8(bytes))) {
      for (const [rule, count] of look(text)) counts.set(rule, (counts.get(rule) ?? 0) + count);
    }
    return counts.size === 0 ? [] : [{ path, counts: Object.fromEntries([...counts].sort()) }];
  });
}

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
