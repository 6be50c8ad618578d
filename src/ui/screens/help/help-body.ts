/** Keys, from the table that the handlers use, and the status words. */
import type { HelpModel } from '../../../present/help.ts';
import { KEYS } from '../../input/keys.ts';
import { BLANK, cell, type Line, line } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { STATUS_WIDTH, statusSegments } from '../status.ts';

const LABEL = 15;

export function helpBody({ words }: HelpModel, room: Room): ScreenBody {
  const width = proseWidth(room);
  const keys = KEYS.flatMap(({ label, help }) =>
    block(help, width, { indent: LABEL, label: `   ${cell(label, LABEL - 4)} `, labelTone: 'accent' }),
  );
  const meanings = words.flatMap(({ status, means }) => {
    const [first, ...rest] = block(means, width, { indent: STATUS_WIDTH + 5 });
    return [[...line('   '), ...statusSegments(status), ...line('  '), ...(first?.slice(1) ?? [])], ...rest] satisfies Line[];
  });
  return { kind: 'scroll', lines: [line(' Words', 'strong'), ...meanings, BLANK, line(' Keys', 'strong'), ...keys] };
}
