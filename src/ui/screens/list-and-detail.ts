/** A list, and what belongs to its selected row: beside it where it is wide, under it where it is high, else on a screen of its own. */
import { rule } from '../frame/footer.ts';
import { BLANK, type Line, seg } from '../text/line.ts';
import { windowAround } from '../text/window.ts';
import type { Room, ScreenBody } from './screen-body.ts';
import { leftWidth, rightWidth, TWO_PANES_FROM, twoPanes } from './two-panes.ts';

export interface ListAndDetail {
  /** Lines above both, as wide as the screen. */
  head: readonly Line[];
  length: number;
  cursor: number;
  /** How a row looks in a list of this width. */
  rows(width: number): (index: number) => Line;
  /** In place of the rows where there are none. */
  empty: string;
  /** Over the detail that stands under the list. */
  title: string;
  /** Over the detail that stands beside the list. */
  besideTitle(width: number): readonly Line[];
  detail(width: number): readonly Line[];
  /** The last line of a detail that does not fit: where the rest is. Null: nowhere, it is cut off. */
  rest: string | null;
  /** Said under a list of this width that has no detail beside or under it; empty for nothing. */
  remark(width: number): string;
}

/** Below this many lines the detail has a screen of its own and the list keeps the room. */
const DETAIL_FROM_HEIGHT = 16;
const DETAIL_HEIGHT = 8;

export function listAndDetail(view: ListAndDetail, room: Room): ScreenBody {
  const rest = { width: room.width, height: room.height - view.head.length };
  const lines =
    room.width >= TWO_PANES_FROM ? besides(view, rest) : room.height < DETAIL_FROM_HEIGHT ? alone(view, rest) : stacked(view, rest);
  return { kind: 'fixed', lines: [...view.head, ...lines] };
}

function besides(view: ListAndDetail, room: Room): Line[] {
  const prose = rightWidth(room);
  const right = [...view.besideTitle(prose), ...view.detail(prose)];
  return twoPanes(listLines(view, leftWidth(room), room.height), clipped(right, room.height, view.rest), room);
}

function alone(view: ListAndDetail, { width, height }: Room): Line[] {
  const remark = view.remark(width);
  const under = remark === '' ? [] : [[seg(` row ${view.cursor + 1}  `, 'dim'), seg(remark)]];
  return [...listLines(view, width, height - under.length), ...under];
}

/** A short list leaves its room to the detail. */
function stacked(view: ListAndDetail, { width, height }: Room): Line[] {
  const listHeight = Math.min(height - DETAIL_HEIGHT, Math.max(1, view.length) + 1);
  const list = listLines(view, width, listHeight);
  const filler = Array.from({ length: listHeight - list.length }, () => BLANK);
  const detail = clipped(view.detail(Math.min(width, 100) - 1), height - listHeight - 1, view.rest);
  return [...list, ...filler, rule(width, view.title), ...detail];
}

function listLines({ length, cursor, rows, empty }: ListAndDetail, width: number, height: number): Line[] {
  if (length === 0) return [[seg(`   ${empty}`, 'dim')]];
  const { from, to } = windowAround(cursor, length, height);
  const row = rows(width);
  return Array.from({ length: to - from }, (_, index) => row(from + index));
}

function clipped(lines: readonly Line[], height: number, rest: string | null): Line[] {
  if (lines.length <= height) return [...lines];
  const kept = lines.slice(0, Math.max(0, rest === null ? height : height - 1));
  return rest === null ? kept : [...kept, [seg(` ${rest}`, 'dim')]];
}
