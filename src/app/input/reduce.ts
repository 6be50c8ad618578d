/** One key press: what changes in the picture, and what is asked of the engine. Pure, so no press is ever lost. */

import { isTyping } from '../disabled-actions.ts';
import type { UiState } from '../screens/input.ts';
import { act } from './act.ts';
import type { KeyContext, Reaction } from './key-context.ts';
import type { KeyPress } from './key-press.ts';
import { actionOf } from './keys.ts';
import { editText } from './text-field.ts';

/** Keys that leave a text field; every other one is text. */
const LEAVES_TEXT: ReadonlySet<KeyPress> = new Set(['enter', 'escape', 'tab', 'ctrl-c', 'ctrl-z']);

export function reduceKey(state: UiState, press: KeyPress, context: KeyContext): Reaction {
  const ui: UiState = { ...state, notice: null, interrupted: state.interrupted && press === 'ctrl-c' };
  const { screen } = context;
  const typing = context.only === null && screen !== null && isTyping(screen);
  if (typing && !LEAVES_TEXT.has(press)) {
    return { ui: { ...ui, ...editText({ text: ui.text, caret: ui.caret }, press) }, effects: [] };
  }
  const action = actionOf(press, context.only ?? screen?.name ?? 'fault');
  return action === null ? { ui, effects: [] } : act(action, ui, press, context);
}
