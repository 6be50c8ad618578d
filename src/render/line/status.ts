/** A status as every screen shows it: the word, then the symbol. */
import { STATUS_SYMBOLS, type StatusWord } from '../status-words.ts';
import { cell, type Line, type Segment, seg } from './line.ts';
import { STATUS_MARKS, STATUS_TONES } from './tones.ts';
import { block } from './wrap.ts';

/** `UNSURE ?` is the widest. */
export const STATUS_WIDTH = 8;

export function statusSegments(status: StatusWord): Segment[] {
  const word = `${status} `;
  return [seg(word, STATUS_TONES[status]), seg(cell(STATUS_SYMBOLS[status], STATUS_WIDTH - word.length), STATUS_MARKS[status])];
}

/** A title after its status, wrapped under itself. */
export function titled(status: StatusWord, title: string, width: number): Line[] {
  const [first = [], ...rest] = block(title, width, { indent: STATUS_WIDTH + 3, tone: 'strong' });
  return [[seg(' '), ...statusSegments(status), seg('  '), ...first.slice(1)], ...rest];
}
