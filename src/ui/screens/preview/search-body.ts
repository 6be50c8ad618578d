/** A word, and in which files of the bundle it stands: answered while it is typed. */
import type { SearchModel } from '../../../app/screens/preview-screens.ts';
import { BLANK } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { fieldLines } from '../ask/field.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

const FIELD_LINES = 2;

export function searchBody({ question, field, answer, found }: SearchModel, room: Room): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'fixed',
    lines: [
      ...block(question, width, { indent: 1, tone: 'strong' }),
      BLANK,
      ...fieldLines(field, width, FIELD_LINES),
      BLANK,
      ...answer.flatMap((text) => block(text, width, { indent: 3, tone: found ? 'warn' : 'plain' })),
    ],
  };
}
