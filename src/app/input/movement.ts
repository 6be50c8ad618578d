/** Arrows, pages and digits: in the list of a screen, or down its text. */
import type { UiState } from '../screens/input.ts';
import type { KeyContext } from './key-context.ts';
import type { KeyPress } from './key-press.ts';
import { jumpList, type ListMove, moveList } from './list.ts';
import { clamp } from './window.ts';

export function move(ui: UiState, context: KeyContext, direction: ListMove): UiState {
  const { page, maxScroll } = context;
  const list = listOf(context);
  if (list !== null) {
    const { cursor } = moveList({ cursor: list.cursor, digits: '' }, direction, list.length, page);
    return { ...ui, [list.field]: cursor };
  }
  const at = moveList({ cursor: clamp(ui.scroll, 0, maxScroll), digits: '' }, direction, maxScroll + 1, page);
  return { ...ui, scroll: at.cursor };
}

export function jump(ui: UiState, context: KeyContext, press: KeyPress): UiState {
  const list = listOf(context);
  if (list === null) return ui;
  const { cursor, digits } = jumpList({ cursor: list.cursor, digits: ui.digits }, press, list.length);
  return { ...ui, digits, [list.field]: cursor };
}

/** Whether one more digit could make another number of a list that is this long. */
export function canGoOn(number: number, length: number): boolean {
  return number > 0 && number * 10 <= length;
}

/** The list that arrows move in; null where they scroll. Where a screen is wide, findings at the end are one. */
function listOf({ screen, wide }: KeyContext): { field: 'cursor' | 'over'; cursor: number; length: number } | null {
  switch (screen?.name) {
    case 'step':
    case 'watch':
    case 'preview':
      return { field: 'cursor', cursor: screen.body.cursor, length: screen.body.rows.length };
    case 'start':
    case 'ask':
      return { field: 'cursor', cursor: screen.body.cursor, length: screen.body.choices.length };
    case 'path':
      return { field: 'over', cursor: screen.body.cursor, length: screen.body.rows.length };
    case 'compare':
      return screen.body.kind === 'two' ? { field: 'over', cursor: screen.body.cursor, length: screen.body.rows.length } : null;
    case 'finish':
      return wide && screen.body.findings.length > 1
        ? { field: 'cursor', cursor: screen.body.cursor, length: screen.body.findings.length }
        : null;
    default:
      return null;
  }
}
