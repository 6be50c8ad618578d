/** The only table of actions. Keys, footer, help, docs/usage.md and the menus of the prompt session derive from it. */
import type { KeyPress } from '../input/key-press.ts';
import type { ScreenName } from '../screen-name.ts';
import { type Action, type Hint, isTyping, type Picture } from './action.ts';
import { BUNDLE_ACTIONS } from './bundling.ts';
import { LEAVE_ACTIONS } from './leaving.ts';
import { MEASURE_ACTIONS } from './measuring.ts';
import { MOVE_ACTIONS } from './moving.ts';
import { VIEW_ACTIONS } from './viewing.ts';

/** In the order of the footer. */
export const GROUPS: Readonly<Record<string, readonly Action[]>> = {
  'Look closer': VIEW_ACTIONS,
  'Measure and go on': MEASURE_ACTIONS,
  'Support bundle': BUNDLE_ACTIONS,
  Everywhere: LEAVE_ACTIONS,
  Move: MOVE_ACTIONS,
};

export const ACTIONS: readonly Action[] = [...MOVE_ACTIONS, ...VIEW_ACTIONS, ...MEASURE_ACTIONS, ...BUNDLE_ACTIONS, ...LEAVE_ACTIONS];

export function actionsOn(screen: ScreenName): Action[] {
  return ACTIONS.filter(({ on }) => on.includes(screen));
}

/** The action of a key on a screen; null without one. */
export function actionOf(press: KeyPress, screen: ScreenName): Action | null {
  return ACTIONS.find(({ keys, on }) => on.includes(screen) && keys.includes(press)) ?? null;
}

export function offeredActions(picture: Picture): Action[] {
  return actionsOn(picture.screen?.name ?? 'fault').filter(
    (action) =>
      hintOf(action, picture).hint !== '' && action.isWorthHint?.(picture) !== false && (action.refuses?.(picture) ?? null) === null,
  );
}

function hintOf(action: Action, picture: Picture): Hint {
  const { label, hint, priority } = { ...action, ...action.footer?.(picture) };
  return { label, hint, priority };
}

/** All hints of the footer, before they are shortened to its width. */
export function hintsOf(picture: Picture): Hint[] {
  const { screen } = picture;
  return screen !== null && isTyping(screen) ? typingHints(screen) : offeredActions(picture).map((action) => hintOf(action, picture));
}

/** Only the keys that leave the field have hints, because every letter is text. */
function typingHints(screen: NonNullable<Picture['screen']>): Hint[] {
  const canTake = screen.name === 'ask' && screen.body.suggestion?.taken === false;
  return [
    ...(screen.name === 'help' ? [] : [{ label: 'enter', hint: screen.name === 'search' ? 'hide it' : 'answer', priority: 1 }]),
    ...(screen.name === 'search' || screen.name === 'help' || screen.header.hasBefore ? [{ label: 'esc', hint: 'back', priority: 2 }] : []),
    { label: 'Ctrl-C', hint: 'leave', priority: 4 },
    ...(canTake ? [{ label: 'tab', hint: 'take what was found', priority: 3 }] : []),
  ];
}
