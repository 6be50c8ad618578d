/** One file exactly as it ships; what redaction has put in stands out. */
import type { FileModel } from '../../../present/preview-screens.ts';
import { BLANK, type Line, line, type Segment, seg } from '../../text/line.ts';
import { block, verbatim } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

/** More is not read on a screen; the file itself has it all. */
const SHOWN = 64 * 1024;
const TOKEN = /(REDACTED-[a-z0-9-]+|px-[a-z0-9-]+)/;

export function fileBody({ title, text }: FileModel, room: Room): ScreenBody {
  const shown = text.slice(0, SHOWN);
  const rest = text.length - shown.length;
  return {
    kind: 'scroll',
    lines: [
      ...block(title, proseWidth(room), { indent: 1, tone: 'strong' }),
      BLANK,
      ...verbatim(shown, room.width - 2, 1).map(marked),
      ...(rest === 0 ? [] : [line(` and ${rest} more characters`, 'dim')]),
    ],
  };
}

function marked(segments: Line): Line {
  return segments.flatMap(({ text }): Segment[] =>
    text.split(TOKEN).flatMap((part, index) => (part === '' ? [] : [seg(part, index % 2 === 1 ? 'accent' : 'plain')])),
  );
}
