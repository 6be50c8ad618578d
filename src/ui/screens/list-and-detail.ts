/**
 * A list and the details of its selected row. A wide screen shows the details beside the list, a high screen below it, and any other screen
 * on a screen of their own.
 */

import { type Window, windowAround, windowNote } from '../../app/input/window.ts';
import { BLANK, type Line, seg } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';
import { type BodyParts, type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, rightWidth, type ScreenBody } from './body.ts';

export interface ListAndDetail {
  /** Lines above the list and its details, as wide as the screen. */
  head: readonly Line[];
  length: number;
  cursor: number;
  /** Draws a row in a list of this width. */
  rows(width: number): (index: number) => Line;
  /** The text if there are no rows. */
  empty: string;
  /** The title of details below the list. */
  title: string;
  besideTitle(width: number): readonly Line[];
  detail(width: number): readonly Line[];
  /** The last line of details that do not fit, which says where the rest is. Null: the rest is omitted without a remark. */
  rest: string | null;
  /** The remark below a list without details; empty if there is none. */
  remark(width: number): string;
}

/** With fewer lines, the details have a screen of their own. */
const DETAIL_FROM_HEIGHT = 16;
const DETAIL_HEIGHT = 8;
/** The number of lines for a remark under a list without details. */
const MAX_REMARK_LINES = 3;

export function listAndDetail(view: ListAndDetail, room: BodySize): ScreenBody {
  const rest = { width: room.width, height: room.height - view.head.length };
  const layout = room.width >= MIN_TWO_PANE_WIDTH ? besides : room.height < DETAIL_FROM_HEIGHT ? alone : stacked;
  const { shown, ...parts } = layout(view, rest);
  return { kind: 'fixed', head: view.head, ...parts, note: windowNote(shown, view.length) };
}

interface Layout extends BodyParts {
  /** The visible part of the list. */
  shown: Window;
}

function besides(view: ListAndDetail, room: BodySize): Layout {
  const prose = rightWidth(room);
  const right = [...view.besideTitle(prose), ...view.detail(prose)];
  return { ...listLines(view, leftWidth(room), room.height), beside: clipped(right, room.height, view.rest) };
}

function alone(view: ListAndDetail, { width, height }: BodySize): Layout {
  const remark = view.remark(width);
  const label = ` row ${view.cursor + 1}  `;
  const under = remark === '' ? [] : block(remark, width - 1, { indent: label.length, label }).slice(0, MAX_REMARK_LINES);
  const list = listLines(view, width, height - under.length);
  return { ...list, lines: [...list.lines, ...under] };
}

/** A short list leaves its free space to the details. */
function stacked(view: ListAndDetail, { width, height }: BodySize): Layout {
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
