/** Removes the secrets that the last search found from their fields: first only the suspicious part, then, if needed, the whole field. */
import { foldEvents } from '../session/index.ts';
import type { RedactedSession } from './contents.ts';
import type { Suspect } from './tripwire.ts';

const TAKEN = 'REDACTED-token';
const WITHHELD = 'REDACTED-value';
/** The minimum length of a part: a shorter one may occur in many harmless words. */
const MIN_LENGTH = 12;

/** The content without the suspicious parts; null if no field contains any of them. */
export function removeSuspects(redacted: RedactedSession, suspects: readonly Suspect[], how: 'parts' | 'fields'): RedactedSession | null {
  const parts = [...new Set(suspects.map(({ part }) => part).filter((part) => part.length >= MIN_LENGTH))].sort(
    (a, b) => b.length - a.length,
  );
  const fields = new Set(suspects.filter(({ part }) => how === 'fields' || part.length < MIN_LENGTH).map(({ text }) => text));
  let taken = 0;

  function clean(text: string): string {
    const found = fields.has(text) || parts.some((part) => text.includes(part));
    if (!found || text === WITHHELD) return text;
    taken += 1;
    if (how === 'fields' || fields.has(text)) return WITHHELD;
    return parts.reduce((rest, part) => rest.replaceAll(part, TAKEN), text);
  }

  const events = mapped(redacted.events, clean);
  const [report, ways] = [mapped(redacted.report, clean), mapped(redacted.ways, clean)];
  if (taken === 0) return null;
  const counts = new Map(redacted.account.counts.map(({ rule, count }) => [rule, count]));
  counts.set('token', (counts.get('token') ?? 0) + taken);
  const account = {
    ...redacted.account,
    counts: [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  };
  return { ...redacted, ...{ events, report, ways, account }, session: foldEvents(events) };
}

/** A value in which every string was mapped. Keys stay unchanged, because they are field names of this tool. */
function mapped<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((inner) => mapped(inner, map)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapped(inner, map)])) as T;
}

/** The fields of an entry that contain a text: `observations[3].answer.server`, `line 12: answer.server`. Empty for prose. */
export function fieldsContaining(path: string, content: string, text: string): string[] {
  if (path.endsWith('.json')) return placesIn(JSON.parse(content), text);
  if (!path.endsWith('.jsonl')) return [];
  return content
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : placesIn(JSON.parse(line), text).map((place) => `line ${index + 1}: ${place}`)));
}

function placesIn(value: unknown, text: string, place = ''): string[] {
  if (value === text) return [place];
  if (Array.isArray(value)) return value.flatMap((inner, index) => placesIn(inner, text, `${place}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => placesIn(inner, text, place === '' ? name : `${place}.${name}`));
}

/** The message about a file that still contains a suspicious text. */
export function suspectText(path: string, fields: readonly string[]): string {
  return fields.length === 0 ? path : `${path} (${fields.slice(0, 3).join(', ')}${fields.length > 3 ? ', …' : ''})`;
}
