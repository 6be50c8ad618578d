/** SSH's configuration as text: lines, keywords and words split exactly as in readconf.c and misc.c (OpenSSH 9.2). */
import type { TextMark } from '../../model/ssh/index.ts';

export interface ConfigLine {
  /** The line number, counted from 1. */
  line: number;
  /** The keyword in lower case. */
  keyword: string;
  /** The text after the keyword and its `=`, without surrounding whitespace. */
  rest: string;
}

/** A keyword may be in double quotes. Whitespace and at most one `=` separate it from the rest. */
const LINE = /^[ \t\r]*(?:"([^"]*)"|([^ \t\r"=]+))(?:[ \t\r]*=[ \t\r]*|[ \t\r]*)(.*)$/s;

/** Lines with a setting, without empty lines and comments. */
export function* configLines(text: string): Generator<ConfigLine> {
  let line = 0;
  for (const raw of eachLine(text)) {
    line += 1;
    const parsed = parseConfigLine(raw, line);
    if (parsed !== null) yield parsed;
  }
}

export function parseConfigLine(raw: string, line: number): ConfigLine | null {
  const [, quoted, bare, rest] = LINE.exec(trimmedEnd(raw)) ?? [];
  const keyword = quoted ?? bare;
  if (keyword === undefined || keyword === '' || keyword.startsWith('#')) return null;
  return { line, keyword: keyword.toLowerCase(), rest: rest ?? '' };
}

/** Yields the lines one by one, without an array of all of them. */
export function* eachLine(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    if (end === -1) {
      yield text.slice(from);
      return;
    }
    yield text.slice(from, end);
    from = end + 1;
  }
}

/** Trims without a pattern, because that would search for the end from each of a million spaces. */
function trimmedEnd(raw: string): string {
  let end = raw.length;
  while (end > 0 && ' \t\r\f'.includes(raw.charAt(end - 1))) end -= 1;
  return raw.slice(0, end);
}

/** Splits words as `argv_split` does, up to a comment. Null if a quote is not closed. */
export function splitWords(rest: string): string[] | null {
  const found: string[] = [];
  let at = 0;
  while (at < rest.length) {
    while (rest[at] === ' ' || rest[at] === '\t') at += 1;
    if (at >= rest.length || rest[at] === '#') break;
    let word = '';
    let quote = '';
    for (; at < rest.length; at += 1) {
      const char = rest.charAt(at);
      const next = rest.charAt(at + 1);
      if (char === '\\' && (next === "'" || next === '"' || next === '\\' || (quote === '' && next === ' '))) {
        word += next;
        at += 1;
      } else if (quote === '' && (char === ' ' || char === '\t')) break;
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
      else word += char;
    }
    if (quote !== '') return null;
    found.push(word);
  }
  return found;
}

const MAX_MARKS = 16;
const MERGE_MARK = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;
const CURLY = /[\u2018\u2019\u201c\u201d]/;

/** Bytes that an editor hides, or that a merge left. In comments, all of them except a BOM are harmless. */
export function findTextMarks(text: string): TextMark[] {
  const marks: TextMark[] = [];
  if (text.startsWith('\ufeff')) marks.push({ mark: 'bom', line: 1 });
  if (text.includes('\0')) marks.push({ mark: 'binary', line: lineAt(text, text.indexOf('\0')) });
  let line = 0;
  for (const raw of eachLine(text)) {
    line += 1;
    if (marks.length >= MAX_MARKS) break;
    const bare = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (bare.includes('\r')) marks.push({ mark: 'lone-cr', line });
    if (/^[ \t]*#/.test(bare.slice(0, 200))) continue;
    if (MERGE_MARK.test(bare)) marks.push({ mark: 'merge-marks', line });
    if (bare.includes('\u00a0')) marks.push({ mark: 'no-break-space', line });
    if (CURLY.test(bare)) marks.push({ mark: 'curly-quotes', line });
    // The client has no line continuation, so the next line has its own keyword.
    if (bare.endsWith('\\')) marks.push({ mark: 'continuation', line });
  }
  return marks;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
