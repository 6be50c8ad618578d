/** The last guard before the terminal: no control character passes, and with `--ascii` nothing but ASCII. */
import { ASCII_STATUS_SYMBOLS, STATUS_SYMBOLS, STATUS_WORDS } from '../../present/words/status-words.ts';
import { cells } from '../text/width.ts';

/** C0 and C1 controls, DEL, the line separators, and marks that change the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One cell for one cell, so that a layout does not move. */
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

/** The same for a text of several lines, before it is wrapped. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

export function printable(text: string, ascii = false): string {
  const clean = text.replace(UNPRINTABLE, '');
  return ascii && /[^ -~]/.test(clean)
    ? Array.from(new Intl.Segmenter('en').segment(clean), ({ segment }) => asciiTwin(segment)).join('')
    : clean;
}

/** What has no twin gets a question mark for each cell that it takes. */
function asciiTwin(sign: string): string {
  return /^[ -~]*$/.test(sign) ? sign : (ASCII_TWINS[sign] ?? '?'.repeat(cells(sign)));
}
