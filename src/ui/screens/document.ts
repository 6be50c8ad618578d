/** A document. A wide screen shows its two parts side by side. */
import { helpDocument } from '../../app/actions/help.ts';
import type { Panes } from '../../render/block.ts';
import type { Line } from '../../render/line/line.ts';
import { linesOf } from '../../render/lines.ts';
import { type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, proseWidth, rightWidth, type ScreenBody } from './body.ts';
import { fieldLines } from './field.ts';

export function documentBody({ main, beside }: Panes, room: BodySize): ScreenBody {
  const wide = room.width >= MIN_TWO_PANE_WIDTH && beside.length > 0;
  if (!wide) return { kind: 'scroll', lines: withoutGap(linesOf([...main, ...beside], { width: proseWidth(room), full: room.width })) };
  const [left, right] = [leftWidth(room), rightWidth(room)];
  return {
    kind: 'scroll',
    lines: withoutGap(linesOf(main, { width: left - 2, full: left })),
    beside: withoutGap(linesOf(beside, { width: right, full: right })),
  };
}

/** Omits the empty line above a heading at the top of a pane. */
function withoutGap(lines: Line[]): Line[] {
  return lines[0]?.length === 0 ? lines.slice(1) : lines;
}

export function helpBody(model: Parameters<typeof helpDocument>[0], room: BodySize): ScreenBody {
  const body = documentBody({ main: helpDocument(model), beside: [] }, room);
  return model.query === null ? body : { ...body, head: fieldLines(model.query, room.width, 1) };
}
