/** Screens of a few lines. */
import type { ConfirmModel } from '../../app/screens/confirm.ts';
import type { DetailModel } from '../../app/screens/detail.ts';
import type { SearchModel } from '../../app/screens/preview-screens.ts';
import { tooSmallSentence } from '../../app/screens/too-small.ts';
import { BLANK, type Line, line, seg } from '../../render/line/line.ts';
import { block, wrap } from '../../render/line/wrap.ts';
import { linesOf, titledLines } from '../../render/lines.ts';
import { type BodySize, proseWidth, type ScreenBody } from './body.ts';
import { fieldLines } from './field.ts';
import { evidenceBlock } from './parts.ts';

/** One sentence, wrapped and truncated to the available space. */
export function tooSmallLines({ width, height }: BodySize): Line[] {
  return wrap(tooSmallSentence({ columns: width, rows: height }), width)
    .slice(0, height)
    .map((text) => line(text));
}

export function detailBody({ title, status, said, lines }: DetailModel, room: BodySize): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'scroll',
    lines: [...titledLines(status, title, width), ...linesOf(said, { width, full: room.width }), BLANK, ...evidenceBlock(lines, width)],
  };
}

export function confirmBody({ question, consequence, yes, no, offersBundle }: ConfirmModel, room: BodySize): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'fixed',
    lines: [
      BLANK,
      ...block(question, width, { indent: 2, tone: 'strong' }),
      ...block(consequence, width, { indent: 2 }),
      BLANK,
      [seg('  y', 'accent'), seg(`    ${yes}`)],
      [seg('  esc', 'accent'), seg(`  ${no}`)],
      ...(offersBundle ? [[seg('  w', 'accent'), seg('    review the support bundle and write it')]] : []),
    ],
  };
}

/** An internal error, named as such, with a way to continue. */
export function faultBody(fault: string, room: BodySize): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'fixed',
    lines: [
      BLANK,
      ...block('This screen failed. This is a bug of this tool, not of your network.', width, { indent: 2, tone: 'strong' }),
      ...block('No results are lost: b goes back, q leaves. The fault is in the session log.', width, {
        indent: 2,
      }),
      BLANK,
      ...block(fault, width, { indent: 2, tone: 'dim' }),
    ],
  };
}

/** The number of lines of a field for one word. */
const FIELD_LINES = 2;

/** The search field, and the bundle files that contain the typed word. */
export function searchBody({ question, field, answer, found }: SearchModel, room: BodySize): ScreenBody {
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
