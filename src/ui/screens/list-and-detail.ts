/** A list, and what belongs to its selected row: beside it where it is wide, under it where it is high, else on a screen of its own. */

import { type Window, windowAround, windowNote } from '../../app/input/window.ts';
import { BLANK, type Line, seg } from '../text/line.ts';
import { block } from '../text/wrap.ts';
import { leftWidth, type Parts, type Room, rightWidth, type ScreenBody, TWO_PANES_FROM } from './body.ts';

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
/** Lines of a remark under a list that has nothing else below it. */
const MOST_REMARK = 3;

export function listAndDetail(view: ListAndDetail, room: Room): ScreenBody {
  const rest = { width: room.width, height: room.height - view.head.length };
  const layout = room.width >= TWO_PANES_FROM ? besides : room.height < DETAIL_FROM_HEIGHT ? alone : stacked;
  const { shown, ...parts } = layout(view, rest);
  return { kind: 'fixed', head: view.head, ...parts, note: windowNote(shown, view.length) };
}

interface Layout extends Parts {
  /** The part of the list that is on the screen. */
  shown: Window;
}

function besides(view: ListAndDetail, room: Room): Layout {
  const prose = rightWidth(room);
  const right = [...view.besideTitle(prose), ...view.detail(prose)];
  return { ...listLines(view, leftWidth(room), room.height), beside: clipped(right, room.height, view.rest) };
}

function alone(view: ListAndDetail, { width, height }: Room): Layout {
  const remark = view.remark(width);
  const label = ` row ${view.cursor + 1}  `;
  const under = remark === '' ? [] : block(remark, width - 1, { indent: label.length, label }).slice(0, MOST_REMARK);
  const list = listLines(view, width, height - under.length);
  return { ...list, lines: [...list.lines, ...under] };
}

/** A short list leaves its room to the detail. */
function stacked(view: ListAndDetail, { width, height }: Room): Layout {
  const listHeight = Math.min(height - DETAIL_HEIGHT, Math.max(1, view.length) + 1);
  const list = listLines(view, width, listHeight);
  const filler = Array.from({ length: listHeight - list.lines.length }, () => BLANK);
  const detail = clipped(view.detail(Math.min(width, 100) - 1), height - listHeight - 1, view.rest);
  return { ...list, lines: [...list.lines, ...filler], below: { title: view.title, lines: detail } };
}

function listLines({ length, cursor, rows, empty }: ListAndDetail, width: number, height: number): Layout {
  const shown = windowAround(cursor, length, height);
  if (length === 0) return { lines: [[seg(`   ${empty}`, 'dim')]], shown };
  const row = rows(width);
  return { lines: Array.from({ length: shown.to - shown.from }, (_, index) => row(shown.from + index)), shown };
}

function clipped(lines: readonly Line[], height: number, rest: string | null): Line[] {
  if (lines.length <= height) return [...lines];
  const kept = lines.slice(0, Math.max(0, rest === null ? height : height - 1));
  return rest === null ? kept : [...kept, [seg(` ${rest}`, 'dim')]];
}
