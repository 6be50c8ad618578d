/** A question before something that cannot be taken back. */
import type { ConfirmModel } from '../../../app/screens/confirm.ts';
import { BLANK, seg } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

export function confirmBody({ question, consequence, yes, no }: ConfirmModel, room: Room): ScreenBody {
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
    ],
  };
}
