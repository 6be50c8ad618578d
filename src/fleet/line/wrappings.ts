/** Compact lines inside the formats of other programs: JSON strings, CSV fields, HTML, Base64, colours and wrapped lines. */
import { COMPACT_MARK } from '../../model/compact.ts';
import { parsedJson } from '../../model/parsed-json.ts';
import { missingCharacters } from './sums.ts';

const PLAIN = `${COMPACT_MARK}{`;

export function hasCompactMark(text: string): boolean {
  return text.includes(PLAIN) || BASE64_MARK.test(text);
}

/** The text after each mark, unwrapped. Each begins with `{`. */
export function markedPieces(text: string): string[] {
  const pieces: string[] = [];
  for (let at = text.indexOf(PLAIN); at >= 0; ) {
    const next = text.indexOf(PLAIN, at + PLAIN.length);
    pieces.push(unwrapped(text.slice(at + COMPACT_MARK.length, next < 0 ? undefined : next)));
    at = next;
  }
  return [...pieces, ...base64Texts(text).flatMap(markedPieces)];
}

/** At least how many characters are missing after the last line of this text; 0 if it is complete. */
export function minMissingCharacters(text: string): number {
  const last = text.lastIndexOf(PLAIN);
  if (last >= 0) return missingCharacters(unwrapped(text.slice(last + COMPACT_MARK.length)));
  const decoded = base64Texts(text).at(-1);
  return decoded === undefined ? 0 : Math.ceil((minMissingCharacters(decoded) * 4) / 3);
}

/** True if the text can be the continuation of an incomplete line. */
export function isContinuation(text: string, before: string): boolean {
  return !hasCompactMark(text) && (before.includes(PLAIN) || ONLY_BASE64.test(text));
}

/** A compact line contains only printable ASCII, so all other characters come from a terminal or from wrapping. */
function unwrapped(piece: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is looked for
  let text = piece.replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '').replace(/[^ -~]/g, '');
  if (text.startsWith('{""')) text = csvField(text);
  if (text.startsWith('{&')) text = text.replace(/&(quot|#34|amp|lt|gt|#39);/g, (_, name: string) => HTML[name] ?? '');
  // Each program that stores the output in a JSON string escapes it once more.
  for (let level = 0; level < MAX_LEVELS && text.startsWith('{\\'); level++) text = unquoted(text);
  return text;
}

const MAX_LEVELS = 5;
const HTML: Readonly<Record<string, string>> = { quot: '"', '#34': '"', amp: '&', lt: '<', gt: '>', '#39': "'" };

/** The content of a JSON string up to its closing quote, or to the end of the text. */
function unquoted(piece: string): string {
  let end = 0;
  while (end < piece.length && piece[end] !== '"') end += piece[end] === '\\' ? 2 : 1;
  const inside = end < piece.length ? piece.slice(0, end) : piece.replace(/\\(?:u[0-9a-f]{0,3})?$/i, '');
  const text = parsedJson(`"${inside}"`);
  return typeof text === 'string' ? text : '';
}

/** The content of a quoted field (RFC 4180 §2) up to its closing quote. */
function csvField(text: string): string {
  const end = /(?<!")(?:"")*"(?!")/.exec(text);
  return (end === null ? text : text.slice(0, end.index + end[0].length - 1)).replaceAll('""', '"');
}

/** Base64 (RFC 4648 §4) of the mark at each of its three alignments. The characters at the edges depend on the neighbouring bytes. */
const BASE64_MARKS = [0, 1, 2].map((offset) => {
  const marked = `${' '.repeat(offset)}${PLAIN}"sums":"`;
  return btoa(marked).slice(Math.ceil((offset * 8) / 6), Math.floor((marked.length * 8) / 6));
});
const BASE64_MARK = new RegExp(BASE64_MARKS.join('|'));
const ONLY_BASE64 = /^[A-Za-z0-9+/]+={0,2}\s*$/;

function base64Texts(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; ; ) {
    const mark = BASE64_MARK.exec(text.slice(from));
    if (mark === null) return found;
    const at = from + mark.index;
    const offset = BASE64_MARKS.indexOf(mark[0]);
    // Unless the alignment is 0, the character before the mark belongs to it.
    const start = Math.max(0, at - Math.ceil((offset * 8) / 6));
    const run = /^(?:[A-Za-z0-9+/]|\s(?=[A-Za-z0-9+/]))+/.exec(text.slice(start))?.[0] ?? '';
    const characters = run.replace(/\s/g, '');
    found.push(atob(characters.slice(0, characters.length - (characters.length % 4 === 1 ? 1 : 0))));
    from = start + Math.max(run.length, mark[0].length + 2);
  }
}
