/** Wraps text at spaces to a width in cells. A word that is longer than a line is wrapped at the edge. */
import sliceAnsi from 'slice-ansi';
import wrapAnsi from 'wrap-ansi';
import type { Shell } from '../../model/command/index.ts';
import { cell, cut, type Line, seg } from './line.ts';
import { printable } from './printable.ts';
import type { Tone } from './tones.ts';
import { cells } from './width.ts';

export function wrap(text: string, width: number): string[] {
  const room = Math.max(1, width);
  const words = text.split('\n').map((row) =>
    printable(row)
      .split(' ')
      .filter((word) => word !== ''),
  );
  const rows = words.map((each) => each.flatMap((word) => breakWord(word, room)).join(' '));
  return wrapAnsi(rows.join('\n'), room, { hard: true }).split('\n');
}

function breakWord(word: string, width: number, marks: readonly string[] = LIST_MARKS): string[] {
  const pieces: string[] = [];
  let rest = word;
  while (cells(rest) > width) {
    const full = sliceAnsi(rest, 0, width);
    const endsWord = marks === WORD_MARKS && rest[full.length] === ' ';
    const piece = endsWord ? full : wholeItems(full, marks);
    // A single character can be wider than a very narrow line.
    if (piece === '') return [...pieces, cut(rest, width)];
    pieces.push(piece);
    rest = rest.slice(piece.length + (endsWord ? 1 : 0));
  }
  return [...pieces, rest];
}

const LIST_MARKS = [',', '|'] as const;
const WORD_MARKS = [...LIST_MARKS, ' '] as const;

/** Wraps a list between its items, and text between its words, if most of the line stays filled. */
function wholeItems(piece: string, marks: readonly string[]): string {
  const end = Math.max(...marks.map((mark) => piece.lastIndexOf(mark))) + 1;
  return end > (piece.length * 3) / 4 ? piece.slice(0, end) : piece;
}

/** Shows commands unchanged: a line is wrapped only at the edge, so that a copied command still runs. The indent is dropped first. */
export function verbatimLines(text: string, width: number, indent: number, tone: Tone = 'plain', marks?: readonly string[]): Line[] {
  const rows = text.split('\n').map((row) => printable(row));
  const widest = Math.max(0, ...rows.map(cells));
  const margin = Math.max(0, Math.min(indent, width - widest));
  return rows.flatMap((row) => breakWord(row, width - margin, marks).map((part) => [seg(' '.repeat(margin)), seg(part, tone)]));
}

/** Shows a file unchanged: spaces stay, and a line is wrapped between words. */
export function fileTextLines(text: string, width: number, indent: number): Line[] {
  return verbatimLines(text, width, indent, 'plain', WORD_MARKS);
}

/** The line continuation of each shell. */
const GOES_ON: Readonly<Record<Shell, string>> = { posix: '\\', powershell: '`', cmd: '^' };

/** Programs whose commands can be wrapped over several lines. */
const SHELL = /^(aws|curl|curl\.exe|gitpod-doctor|git|keytool|openssl|ssh|sudo) /;

/** The parts of a command on lines of their own. Every part after the first has a deeper indent. */
function continued(row: string, width: number, indent: number, shell: Shell): string[] {
  if (SHELL.test(row)) return shellParts(row, width - indent - 4, shell);
  const [set, value, ...more] = row.startsWith('export ') ? shellParts(row, 1, shell) : [row];
  // A longer list is wrapped between its items instead.
  return set !== undefined && value !== undefined && more.length === 0 && cells(value) + 2 <= width ? [set, value] : [row];
}

/** The minimum width of the last column in which text is wrapped. */
const COLUMN = 12;

/** A line that is shown and not run: a command of one of the programs above, a table row, or a firewall rule. */
export function preformattedLines(text: string, width: number, shell: Shell): Line[] {
  const row = printable(text);
  const indent = Math.max(0, row.search(/\S/));
  if (SHELL.test(row.trimStart()) || row.trimStart().startsWith('export '))
    return commandLines(row.trimStart(), width, indent, 'plain', shell);
  if (cells(row) <= width) return [[seg(row)]];
  // The last column of a table is continued below its beginning.
  const column = /^.*\S {2,}(?=\S)/.exec(row)?.[0] ?? '';
  if (column !== '' && width - cells(column) >= COLUMN)
    return wrap(row.slice(column.length), width - cells(column)).map((part, at) => [
      seg(at === 0 ? column : ' '.repeat(cells(column))),
      seg(part),
    ]);
  return breakWord(row.slice(indent), width - indent - 2, WORD_MARKS).map((part, at) => [
    seg(' '.repeat(at === 0 ? indent : indent + 2)),
    seg(part),
  ]);
}

/** Wraps a command that is too wide at unquoted spaces, with the shell's line continuation, so that it still runs. */
export function commandLines(text: string, width: number, indent: number, tone: Tone = 'plain', shell: Shell = 'posix'): Line[] {
  const broken = text.split('\n').map((row) => (cells(row) + indent > width ? continued(row, width, indent, shell) : [row]));
  // If one line needs the whole width, all lines lose their indent.
  const margin = broken.flat().some((part) => cells(part) > width - indent) ? 0 : indent;
  return broken.flatMap((parts) => parts.flatMap((part, index) => verbatimLines(part, width, index === 0 ? margin : margin + 2, tone)));
}

/** The words with their quotes. In a POSIX shell a backslash escapes a quote. */
const WORDS = /(?:[^\s"']|"[^"]*"|'[^']*'|["'])+/g;
const POSIX_WORDS = /(?:\\.|[^\s"'\\]|"(?:\\.|[^"\\])*"|'[^']*'|["'])+/g;

function shellParts(row: string, width: number, shell: Shell): string[] {
  const words = row.match(shell === 'posix' ? POSIX_WORDS : WORDS) ?? [row];
  const parts: string[] = [];
  let part = '';
  for (const word of words) {
    const joined = part === '' ? word : `${part} ${word}`;
    if (part === '' || cells(joined) <= width) {
      part = joined;
      continue;
    }
    parts.push(`${part} ${GOES_ON[shell]}`);
    part = word;
  }
  return [...parts, part];
}

/** Wraps a text into indented lines; a label can replace the first indent. `file`: the text is this path. */
export function block(
  text: string,
  width: number,
  options: { indent?: number; label?: string; tone?: Tone; labelTone?: Tone; file?: string } = {},
): Line[] {
  const { indent = 0, label = '', tone = 'plain', labelTone = 'dim', file } = options;
  return wrap(text, width - indent).map((part, index) => {
    const margin = index === 0 ? cell(label, indent) : ' '.repeat(indent);
    return [seg(margin, labelTone), file === undefined ? seg(part, tone) : { ...seg(part, tone), file }];
  });
}
