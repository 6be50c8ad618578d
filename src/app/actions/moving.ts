/** Actions that move the selection on a screen and answer its question. */

import { causeKey } from '../../guide/index.ts';
import { answerQuestion } from '../application.ts';
import { DIGITS } from '../input/key-press.ts';
import { jumpList, type ListMove, moveCursor } from '../input/list.ts';
import { clamp } from '../input/window.ts';
import type { ScreenName } from '../screen-name.ts';
import { LIST_SCREENS, TEXT_SCREENS } from '../screen-name.ts';
import type { UiState } from '../screens/input.ts';
import { type Action, type ActionState, bodyOf, type Outcome, type Picture, unchanged, withEffect } from './action.ts';

const MOVABLE = [...LIST_SCREENS, ...TEXT_SCREENS] as const;
const HIDDEN = { hint: '', on: MOVABLE, priority: 9 };

function moves(id: ListMove): Pick<Action, 'id' | 'does'> {
  return { id, does: (place) => unchanged(move(place, id)) };
}

/** The label of the arrow keys in the footer. */
const MOVES: Readonly<Partial<Record<ScreenName, string>>> = {
  ...{ start: 'choose', ask: 'choose', step: 'row', watch: 'row', finish: 'move', path: 'place', compare: 'move', preview: 'file' },
};

export const MOVE_ACTIONS: readonly Action[] = [
  {
    ...{ ...moves('up'), ...HIDDEN },
    keys: ['up', 'k'],
    label: '↑ k',
    help: 'Move up.',
    // One hint covers both directions.
    footer: ({ screen }) => ({ label: '↑↓', hint: MOVES[screen?.name ?? 'fault'] ?? 'scroll', priority: 3 }),
    isWorthHint(picture) {
      const list = listOf(picture);
      return list === null ? picture.maxScroll > 0 : list.length > 1;
    },
  },
  { ...moves('down'), ...HIDDEN, keys: ['down', 'j'], label: '↓ j', help: 'Move down.' },
  { ...moves('page-up'), ...HIDDEN, keys: ['pageup'], label: 'PgUp', help: 'Move up by a page.' },
  {
    ...{ ...moves('page-down'), ...HIDDEN },
    keys: ['pagedown', ' '],
    label: 'PgDn space',
    help: 'Move down by a page.',
    on: MOVABLE.filter((name) => name !== 'watch'),
  },
  {
    ...{ ...moves('page-down'), ...HIDDEN },
    keys: ['pagedown'],
    label: 'PgDn',
    help: 'Move down by a page (on this screen, space freezes).',
    on: ['watch'],
  },
  { ...moves('first'), ...HIDDEN, keys: ['home', 'g'], label: 'Home g', help: 'Go to the first line.' },
  { ...moves('last'), ...HIDDEN, keys: ['end', 'G'], label: 'End G', help: 'Go to the last line.' },
  {
    id: 'jump',
    keys: DIGITS,
    label: '1-9',
    hint: 'jump',
    help: 'Jump to the row or choice with this number. For row 12, press 1 and then 2.',
    on: LIST_SCREENS,
    priority: 5,
    isNumber: true,
    refuses: (picture) => ((listOf(picture)?.length ?? 0) < 2 ? '' : null),
    does(place, press) {
      const list = listOf(place);
      if (list === null) return unchanged(place.ui);
      const { cursor, digits } = jumpList({ cursor: list.cursor, digits: place.ui.digits }, press, list.length);
      return unchanged({ ...place.ui, digits, [list.field]: cursor });
    },
  },
  {
    id: 'open-finding',
    keys: DIGITS,
    label: '1-9',
    hint: 'finding',
    help: 'Show the fixes and the evidence of the finding with this number.',
    on: ['finish', 'opened'],
    priority: 5,
    isNumber: true,
    refuses: (picture) => (findingsOf(picture).length === 0 ? NO_FINDING : null),
    does(place, press) {
      const digits = place.ui.digits + press;
      // With ten or more findings, another digit may follow the first.
      if (canTakeAnotherDigit(Number(digits), findingsOf(place).length))
        return unchanged({ ...place.ui, digits, notice: `Finding ${digits}: press enter to open it, or type another digit.` });
      return openFinding(place, Number(digits));
    },
  },
  {
    id: 'choose',
    keys: ['enter'],
    label: 'enter',
    hint: 'choose',
    help: 'Select this choice.',
    on: ['start', 'ask'],
    priority: 1,
    does(place) {
      const body = bodyOf(place, 'start', 'ask');
      const value = body === null || body.field !== null ? place.ui.text.trim() : body.choices[body.cursor]?.value;
      return body === null || value === undefined
        ? unchanged(place.ui)
        : withEffect(place.ui, (world) => answerQuestion(world, body.step, value));
    },
  },
  {
    id: 'change-place',
    keys: ['tab'],
    label: 'tab',
    hint: 'where',
    help: 'Change the place of this machine: a laptop, the runner, an environment.',
    on: ['start'],
    priority: 3,
    refuses: (picture) => (bodyOf(picture, 'start')?.place == null ? '' : null),
    does(place) {
      const next = bodyOf(place, 'start')?.place?.next;
      return next === undefined ? unchanged(place.ui) : withEffect(place.ui, (world) => answerQuestion(world, 'where', next));
    },
  },
  {
    id: 'take-found',
    keys: ['tab'],
    label: 'tab',
    hint: 'take it',
    help: 'Use the value found on this machine as the answer.',
    on: ['ask'],
    priority: 3,
    refuses: (picture) => (bodyOf(picture, 'ask')?.suggestion == null ? 'No answer to this question was found on this machine.' : null),
    does(place) {
      const { ui } = place;
      const body = bodyOf(place, 'ask');
      // A suggestion never overwrites text that the user typed.
      if (body?.suggestion == null || ui.text.trim() !== '') return unchanged(ui);
      const { value } = body.suggestion;
      const at = body.choices.findIndex((choice) => choice.value === value);
      return unchanged(at < 0 ? { ...ui, text: value, caret: Array.from(value).length } : { ...ui, cursor: at });
    },
  },
];

function move(place: ActionState, direction: ListMove): UiState {
  const { ui, page, maxScroll } = place;
  const list = listOf(place);
  if (list !== null) return { ...ui, [list.field]: moveCursor({ cursor: list.cursor, digits: '' }, direction, list.length, page).cursor };
  return { ...ui, scroll: moveCursor({ cursor: clamp(ui.scroll, 0, maxScroll), digits: '' }, direction, maxScroll + 1, page).cursor };
}

/**
 * The list in which the arrow keys move the selection; null if they scroll. On a wide screen, the findings of the last screen form a list.
 */
function listOf({ screen, wide }: Picture): { field: 'cursor' | 'over'; cursor: number; length: number } | null {
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
    case 'finish': {
      const { cursor, findings } = screen.body;
      return wide && findings.length > 1 ? { field: 'cursor', cursor, length: findings.length } : null;
    }
    default:
      return null;
  }
}

/** True if another digit could form a valid number for a list of this length. */
export function canTakeAnotherDigit(number: number, length: number): boolean {
  return number > 0 && number * 10 <= length;
}

const NO_FINDING = 'There is no finding of that number.';

export function findingsOf(picture: Picture): readonly { id: string }[] {
  return bodyOf(picture, 'finish', 'opened')?.findings ?? [];
}

export function openFinding(place: ActionState, number: number): Outcome {
  const ui = { ...place.ui, digits: '' };
  const id = findingsOf(place)[number - 1]?.id;
  if (id === undefined) return unchanged({ ...ui, notice: NO_FINDING });
  return withEffect({ ...ui, overlay: null, scroll: 0 }, ({ engine }) => {
    const finding = engine.getState().diagnosis.findings.find((each) => each.id === id);
    if (finding !== undefined) engine.dispatch({ type: 'show-cause', cause: causeKey(finding) });
  });
}
