/** A screen that broke: an own bug, said plainly, with a way on. */
import { BLANK } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

export function faultBody(fault: string, room: Room): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'fixed',
    lines: [
      BLANK,
      ...block('This screen broke. That is a bug of this tool, not of your network.', width, { indent: 2, tone: 'strong' }),
      ...block('Nothing that was measured is lost: b goes back, q leaves. The fault stands in the log of the session.', width, {
        indent: 2,
      }),
      BLANK,
      ...block(fault, width, { indent: 2, tone: 'dim' }),
    ],
  };
}
