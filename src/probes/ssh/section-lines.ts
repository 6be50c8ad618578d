/**
 * Host, Match and Include lines of one file, with their numbers. The npm package ssh-config finds them, which VS Code's Remote-SSH uses as
 * well; our own scanner replaces it if it reads a file differently from ssh, or refuses it.
 */
import { type Line, LineType, parse } from 'ssh-config';
import { eachLine, parseConfigLine, splitWords } from './config-text.ts';

export interface SectionLine {
  keyword: 'host' | 'match' | 'include';
  line: number;
  /** The words of the line; empty if a quote is not closed. */
  words: string[];
  /** A commented Include of the product's files. */
  isCommented: boolean;
  /** A Match line that may run a command. Its text decides, because a false alarm is harmless. */
  mayExec: boolean;
}

/**
 * The maximum size that the package ssh-config parses in this process, over all files. 64 KiB of hostile text took up to 0.4 s on a busy
 * machine; a separate process would cost 60 ms per alias. Most configurations have a tenth of this size.
 */
export const MAX_PARSED_BYTES = 64 * 1024;

/** `parsed` is the number of characters that the package has read so far. */
export function sectionLines(text: string, parsed = 0): Iterable<SectionLine> {
  return (parsed + text.length > MAX_PARSED_BYTES ? null : parseLines(text)) ?? scannedLines(text);
}

/** The package's nodes; null if it throws, as it then does in VS Code. */
export function parseNodes(text: string): readonly Line[] | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** Characters that ssh and the package read differently: a CR within a line, BOM, no-break space, form feed. */
const READ_OTHERWISE = /\r(?!\n)|[^\S \t\r\n]/;

/** The lines by the package; null if they differ from the file's, which makes their numbers unreliable. */
export function parseLines(text: string): SectionLine[] | null {
  if (READ_OTHERWISE.test(text)) return null;
  const nodes = parseNodes(text);
  if (nodes === null) return null;
  const raw = text.split('\n');
  const found: SectionLine[] = [];
  let line = 1;
  let isBegun = false;
  for (const node of inOrder(nodes)) {
    line += newlines(node.before);
    const written = raw[line - 1] ?? '';
    const isNew = !isBegun || node.before.includes('\n');
    isBegun = !node.after.includes('\n');
    if (node.type === LineType.DIRECTIVE) {
      // In the package, a bare keyword takes the next line as its value, and a quoted one or an `=` without a keyword is missed.
      if (!isNew || !/^[a-z0-9]+$/i.test(node.param) || node.separator.includes('\n') || !written.trimStart().startsWith(node.param))
        return null;
      found.push(...sectionLine(node.param, written, line, directiveValues(node)));
    } else if (node.type === LineType.COMMENT && isNew) {
      if (!written.trimStart().startsWith('#')) return null;
      found.push(...commentedInclude(written, line));
    }
    line += newlines(node.after);
  }
  return found;
}

/** The lines by our own reader, for any text. */
export function* scannedLines(text: string): Generator<SectionLine> {
  let line = 0;
  for (const raw of eachLine(text)) {
    line += 1;
    const parsed = parseConfigLine(raw, line);
    yield* parsed === null ? commentedInclude(raw, line) : sectionLine(parsed.keyword, raw, line, null);
  }
}

/** The nodes in the order of the file: a section's lines follow it. */
export function* inOrder(nodes: readonly Line[]): Generator<Line> {
  for (const node of nodes) {
    yield node;
    if ('config' in node) yield* node.config;
  }
}

/** The words of a directive as the package returns them. */
export function directiveValues(node: Line): string[] {
  if (node.type !== LineType.DIRECTIVE) return [];
  return Array.isArray(node.value) ? node.value.map(({ val }) => val) : [node.value];
}

/** `values`: the package's words. The package has its own rules for comments, single quotes, backslashes and further `=`. */
function sectionLine(keyword: string, raw: string, line: number, values: string[] | null): SectionLine[] {
  const lower = keyword.toLowerCase();
  if (lower !== 'host' && lower !== 'match' && lower !== 'include') return [];
  const rest = parseConfigLine(raw, line)?.rest ?? '';
  const isPlain = values !== null && !/[#'\\=]/.test(rest);
  const mayExec = lower === 'match' && /(?:^|[ \t"!])exec[ \t="]/i.test(rest.slice(0, 4096));
  return [{ keyword: lower, line, words: isPlain ? values : (splitWords(rest) ?? []), isCommented: false, mayExec }];
}

const COMMENTED = /^[ \t]*#[# \t]*(?=include[ \t="])/i;

/** Finds only an Include of the product's files. Other comments are the user's notes. */
function commentedInclude(raw: string, line: number): SectionLine[] {
  const found = COMMENTED.exec(raw.slice(0, 1000));
  const said = found === null ? [] : sectionLine('include', raw.slice(found[0].length), line, null);
  return said.filter(({ words }) => words.some(isProductPath)).map((one) => ({ ...one, isCommented: true }));
}

/** The folders and files that the product's programs write. */
export function isProductPath(path: string): boolean {
  return /(?:^|[/\\~])(?:gitpod|ona|code_gitpod\.d)[/\\]+config$/i.test(path.slice(-300));
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
