/** Keys, from the table that the handlers use, and the status words. */

import type { Binding } from '../../../app/input/binding.ts';
import { KEYS } from '../../../app/input/keys.ts';
import type { HelpModel } from '../../../app/screens/help.ts';
import { cell, type Line, line } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { section } from '../section.ts';
import { STATUS_WIDTH, statusSegments } from '../status.ts';

const LABEL = 15;

export function helpBody({ words, over }: HelpModel, room: Room): ScreenBody {
  const width = proseWidth(room);
  const isHere = ({ on }: Binding) => on.some((name) => name === over);
  const meanings = words.flatMap(({ status, means }) => {
    const [first, ...rest] = block(means, width, { indent: STATUS_WIDTH + 5 });
    return [[...line('   '), ...statusSegments(status), ...line('  '), ...(first?.slice(1) ?? [])], ...rest] satisfies Line[];
  });
  return {
    kind: 'scroll',
    lines: [
      line(' Keys here', 'strong'),
      ...KEYS.filter(isHere)
        .toSorted((a, b) => a.priority - b.priority)
        .flatMap((binding) => keyLines(binding, width)),
      ...section('Words', meanings),
      ...section(
        'Keys elsewhere',
        KEYS.filter((binding) => !isHere(binding)).flatMap((binding) => keyLines(binding, width)),
      ),
    ],
  };
}

function keyLines({ label, help }: Binding, width: number): Line[] {
  return block(help, width, { indent: LABEL, label: `   ${cell(label, LABEL - 4)} `, labelTone: 'accent' });
}
