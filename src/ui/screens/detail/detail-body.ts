/** All evidence of one row, or of a finding. */
import type { DetailModel } from '../../../app/screens/detail.ts';
import { BLANK } from '../../text/line.ts';
import { evidenceBlock } from '../evidence-lines.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { titled } from '../status.ts';

export function detailBody({ title, status, lines }: DetailModel, room: Room): ScreenBody {
  return {
    kind: 'scroll',
    lines: [...titled(status, title, proseWidth(room)), BLANK, ...evidenceBlock(lines, proseWidth(room))],
  };
}
