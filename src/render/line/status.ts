/** A status as every screen shows it: the word, then the symbol. */
import { STATUS_SYMBOLS, type StatusWord } from '../status-words.ts';
import { cell, type Segment, seg } from './line.ts';
import { STATUS_MARKS, STATUS_TONES } from './tones.ts';

/** The width of the widest status, `UNSURE ?`. */
export const STATUS_WIDTH = 8;

export function statusSegments(status: StatusWord): Segment[] {
  const word = `${status} `;
  return [seg(word, STATUS_TONES[status]), seg(cell(STATUS_SYMBOLS[status], STATUS_WIDTH - word.length), STATUS_MARKS[status])];
}
