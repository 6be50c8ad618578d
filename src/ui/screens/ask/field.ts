/** A text field of several lines. The caret is a mark of its own, so that it shows without colour. */

import { graphemes, type Line, seg } from '../../text/line.ts';
import { cells } from '../../text/width.ts';
import { windowAround } from '../../text/window.ts';
import { printable } from '../../theme/printable.ts';

const CARET = '▏';
/** Code points on either side of the caret that are laid out: more than any screen shows, and quick for a long printout. */
const AROUND = 4000;

export function fieldLines(field: { text: string; caret: number }, width: number, height: number): Line[] {
  const characters = Array.from(field.text);
  const begin = Math.max(0, field.caret - AROUND);
  const end = Math.min(characters.length, field.caret + AROUND);
  const before = printable(`${begin > 0 ? '…' : ''}${characters.slice(begin, field.caret).join('')}`);
  const after = printable(`${characters.slice(field.caret, end).join('')}${end < characters.length ? '…' : ''}`);
  const rows = filled(`${before}${CARET}${after}`, width - 4);
  const caretRow = Math.max(
    0,
    rows.findIndex((row) => row.includes(CARET)),
  );
  const { from, to } = windowAround(caretRow, rows.length, Math.max(1, height));
  return rows.slice(from, to).map((row, index) => [seg(from + index === 0 ? ' › ' : '   ', 'mark'), seg(row)]);
}

/** Typed text is broken where the line ends, never rewrapped: blanks stay where they were typed. */
function filled(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const character of graphemes(text)) {
    if (cells(row + character) > width) {
      rows.push(row);
      row = '';
    }
    row += character;
  }
  return [...rows, row];
}
