/** A text field of several lines. The caret is a character, so it is visible without colour. */

import wrapAnsi from 'wrap-ansi';
import { windowAround } from '../../app/input/window.ts';
import type { TypedLine } from '../../app/screens/typed.ts';
import { type Line, seg } from '../../render/line/line.ts';
import { printable } from '../../render/line/printable.ts';

const CARET = '▏';

export function fieldLines(field: TypedLine, width: number, height: number): Line[] {
  const characters = Array.from(field.text);
  const marked = [...characters.slice(0, field.caret), CARET, ...characters.slice(field.caret)].join('');
  const rows = marked.split('\n').flatMap((line) => filled(printable(line), width - 4));
  const caretRow = Math.max(
    0,
    rows.findIndex((row) => row.includes(CARET)),
  );
  const { from, to } = windowAround(caretRow, rows.length, Math.max(1, height));
  return rows.slice(from, to).map((row, index) => [seg(from + index === 0 ? ' › ' : '   ', 'mark'), seg(row)]);
}

/** Typed text is wrapped at the edge and not between words, so that spaces stay in place. */
function filled(text: string, width: number): string[] {
  return wrapAnsi(text, width, { hard: true, wordWrap: false, trim: false }).split('\n');
}
