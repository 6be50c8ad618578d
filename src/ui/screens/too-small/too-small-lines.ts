/** One sentence, cut to whatever there is. */
import { tooSmallSentence } from '../../../app/screens/too-small.ts';
import { type Line, line } from '../../text/line.ts';
import { wrap } from '../../text/wrap.ts';
import type { Room } from '../screen-body.ts';

export function tooSmallLines({ width, height }: Room): Line[] {
  return wrap(tooSmallSentence({ columns: width, rows: height }), width)
    .slice(0, height)
    .map((text) => line(text));
}
