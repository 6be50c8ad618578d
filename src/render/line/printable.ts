/** The last guard before a layout: escapes every character that a terminal would interpret. With `--ascii` only ASCII remains. */

import { escapeHiddenInLine } from '../../terminal/visible.ts';
import { ASCII_STATUS_SYMBOLS, STATUS_SYMBOLS, STATUS_WORDS } from '../status-words.ts';
import { cells } from './width.ts';

/** Each equivalent has the same number of cells, so that a layout does not change. */
const ASCII_TWINS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(STATUS_WORDS.map((word) => [STATUS_SYMBOLS[word], ASCII_STATUS_SYMBOLS[word]])),
  '›': '>',
  '▸': '>',
  '—': '-',
  '─': '-',
  '│': '|',
  '▏': '|',
  '·': '.',
  '↑': '^',
  '↓': 'v',
  '→': '>',
  '↻': '*',
  '×': 'x',
  '§': 'S',
  '“': '"',
  '”': '"',
  '’': "'",
  '‘': "'",
};

export function printable(text: string, ascii = false): string {
  const shown = escapeHiddenInLine(text);
  return ascii && /[^ -~]/.test(shown)
    ? Array.from(new Intl.Segmenter('en').segment(shown), ({ segment }) => asciiTwin(segment)).join('')
    : shown;
}

/** A character without an ASCII equivalent becomes one question mark per cell. */
function asciiTwin(sign: string): string {
  return /^[ -~]*$/.test(sign) ? sign : (ASCII_TWINS[sign] ?? '?'.repeat(cells(sign)));
}
