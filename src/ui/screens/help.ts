/** Keys, from the table that the handlers use, and the status words. */

import type { Action } from '../../app/actions/action.ts';
import { ACTIONS } from '../../app/actions/index.ts';
import type { HelpModel } from '../../app/screens/help.ts';
import { cell, type Line, line } from '../../render/line/line.ts';
import { STATUS_WIDTH, statusSegments } from '../../render/line/status.ts';
import { block } from '../../render/line/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from './body.ts';
import { section } from './parts.ts';

const LABEL = 15;

export function helpBody({ words, over }: HelpModel, room: Room): ScreenBody {
  const width = proseWidth(room);
  const isHere = ({ on }: Action) => on.some((name) => name === over);
  const meanings = words.flatMap(({ status, means }) => {
    const [first, ...rest] = block(means, width, { indent: STATUS_WIDTH + 5 });
    return [[...line('   '), ...statusSegments(status), ...line('  '), ...(first?.slice(1) ?? [])], ...rest] satisfies Line[];
  });
  return {
    kind: 'scroll',
    lines: [
      line(' Keys here', 'strong'),
      ...ACTIONS.filter(isHere)
        .toSorted((a, b) => a.priority - b.priority)
        .flatMap((action) => keyLines(action, width)),
      ...section('Words', meanings),
      ...section(
        'Keys elsewhere',
        ACTIONS.filter((action) => !isHere(action)).flatMap((action) => keyLines(action, width)),
      ),
    ],
  };
}

function keyLines({ label, help }: Action, width: number): Line[] {
  return block(help, width, { indent: LABEL, label: `   ${cell(label, LABEL - 4)} `, labelTone: 'accent' });
}
