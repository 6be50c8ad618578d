/** All evidence of one row, or of a finding. */
import type { DetailModel } from '../../../present/detail.ts';
import { BLANK, seg } from '../../text/line.ts';
import { evidenceBlock } from '../evidence-lines.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { statusSegment } from '../status.ts';

export function detailBody({ title, status, lines }: DetailModel, room: Room): ScreenBody {
  return {
    kind: 'scroll',
    lines: [[seg(' '), statusSegment(status), seg(`  ${title}`, 'strong')], BLANK, ...evidenceBlock(lines, proseWidth(room))],
  };
}
