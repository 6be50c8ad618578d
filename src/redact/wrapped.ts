/**
 * Texts inside a text: a message in a JSON string, lines quoted in a mail, commented out or added in a patch. Secrets that a word
 * introduces are searched for in the inner text and removed from the outer one.
 */
import type { Span } from './span.ts';

/** The inner text, and the outer position of each of its letters, plus one for its end. */
interface Inner {
  text: string;
  places: Uint32Array;
}

/** The maximum nesting, which even logs of logs do not exceed. */
const MAX_LEVELS = 3;
/** A member with a string value, or an escape (RFC 8259 §4, §7), by which a string within a string is recognised. */
const HOLDS_STRINGS = /[{,][ \t\n]{0,40}"[^"\n]{1,80}"[ \t]{0,4}:[ \t]{0,4}"|\\["nrtu]/;
/** An escape. An unescaped quote begins or ends a string, which is a separate text. */
const ESCAPED = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const ESCAPED_OR_END = new RegExp(`${ESCAPED.source}|"`, 'g');
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const LINE_MARK = /^[ \t]{0,8}(?:(?:[>|+;]|#{1,3}|\/\/)[ \t]?){1,4}/gm;

/** The spans of the text and of the texts wrapped in it. */
export function findWithWrapped(text: string, find: (text: string) => Span[]): Span[] {
  const spans = find(text);
  for (const unwrap of [unescaped, unmarked]) {
    let outer: Inner = { text, places: new Uint32Array() };
    for (let level = 0; level < MAX_LEVELS; level++) {
      const inner = unwrap(outer.text);
      if (inner === null) break;
      const places = level === 0 ? inner.places : inner.places.map((place) => outer.places[place] ?? 0);
      outer = { text: inner.text, places };
      for (const span of find(inner.text)) spans.push({ ...span, start: places[span.start] ?? 0, end: places[span.end] ?? 0 });
    }
  }
  return spans;
}

function unescaped(text: string): Inner | null {
  if (!HOLDS_STRINGS.test(text)) return null;
  return without(text, ESCAPED_OR_END, (found) => {
    if (found === '"') return '\n';
    const letter = found.charAt(1);
    return letter === 'u' ? String.fromCharCode(Number.parseInt(found.slice(2), 16)) : (LETTERS[letter] ?? letter);
  });
}

function unmarked(text: string): Inner | null {
  return without(text, LINE_MARK, () => '');
}

/** The text with each match replaced by one letter or by none; null if nothing matches. */
function without(text: string, pattern: RegExp, replacement: (found: string) => string): Inner | null {
  const pieces: string[] = [];
  const places = new Uint32Array(text.length + 1);
  let length = 0;
  let at = 0;
  const take = (piece: string, from: number) => {
    pieces.push(piece);
    for (let index = 0; index < piece.length; index++) places[length++] = from + index;
  };
  for (const { 0: found, index } of text.matchAll(pattern)) {
    take(text.slice(at, index), at);
    take(replacement(found), index);
    at = index + found.length;
  }
  if (at === 0) return null;
  take(text.slice(at), at);
  places[length] = text.length;
  return { text: pieces.join(''), places: places.subarray(0, length + 1) };
}
