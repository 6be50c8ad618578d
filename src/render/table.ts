/** Tables of cells, for plain text and for lines of a terminal. */
import { plainText, type Text } from './block.ts';
import { cells } from './line/width.ts';

export interface Table {
  head: readonly string[];
  rows: readonly (readonly Text[])[];
  wide?: true;
}

/** `legend` gives the names of columns whose heading is a number. */
export interface AlignedTable extends Table {
  legend: readonly string[];
  widths: readonly number[];
}

/** Names of columns up to this width share one line of the legend. */
const SHORT = 20;

/** Each column is as wide as its widest cell. If a wide table does not fit, numbers become the headings of its columns. */
export function alignColumns({ head, rows, wide }: Table, room: number, gap: number): AlignedTable {
  const widthsOf = (names: readonly string[]) =>
    names.map((name, at) => Math.max(cells(name), ...rows.map((row) => cells(singleLine(row[at] ?? '')))));
  const widths = widthsOf(head);
  if (wide === undefined || widths.reduce((sum, width) => sum + width + gap, 0) <= room) return { legend: [], head, rows, widths };
  const named = head.slice(1).map((name, at) => `${at + 1} ${name}`);
  const numbers = head.map((name, at) => (at === 0 ? name : String(at)));
  return {
    legend: named.every((name) => cells(name) <= SHORT) ? [named.join(', ')] : named,
    head: numbers,
    rows,
    widths: widthsOf(numbers),
  };
}

/** The words on one line. Newlines in untrusted text are removed. */
export function singleLine(text: Text): string {
  return plainText(text).replace(/\s*[\r\n]\s*/g, ' ');
}
