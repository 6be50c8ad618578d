/** A status as every screen shows it: the word, then the symbol. */
import { STATUS_SYMBOLS, type StatusWord } from '../../present/status-words.ts';
import { cell, type Segment, seg } from '../text/line.ts';
import { STATUS_TONES } from '../theme/tones.ts';

/** `UNSURE ?` is the widest. */
export const STATUS_WIDTH = 8;

export function statusSegment(status: StatusWord): Segment {
  return seg(cell(`${status} ${STATUS_SYMBOLS[status]}`, STATUS_WIDTH), STATUS_TONES[status]);
}
