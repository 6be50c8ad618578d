/** Applies one key press: gives the new state of the screen and the requested effect. Pure, so that no press is lost. */
import type { KeyPress } from '../input/key-press.ts';
import { editText } from '../input/text-field.ts';
import { type ActionState, isTyping, type Outcome, unchanged } from './action.ts';
import { actionOf } from './index.ts';
import { findingsOf, openFinding } from './moving.ts';

/** The keys that leave a text field. Every other key is text. */
const LEAVES_TEXT: ReadonlySet<KeyPress> = new Set(['enter', 'escape', 'tab', 'ctrl-c', 'ctrl-z']);

export function reduceKey(before: ActionState, press: KeyPress): Outcome {
  const { screen, only } = before;
  const ui = { ...before.ui, notice: null, interrupted: before.ui.interrupted && press === 'ctrl-c' };
  if (only === null && screen !== null && isTyping(screen) && !LEAVES_TEXT.has(press))
    return unchanged({ ...ui, ...editText({ text: ui.text, caret: ui.caret }, press) });
  const action = actionOf(press, only ?? screen?.name ?? 'fault');
  if (action === null) return unchanged(ui);
  // Enter completes the number of a finding and opens that finding. Any key other than a digit discards the number.
  if (press === 'enter' && ui.digits !== '' && findingsOf(before).length > 0) return openFinding({ ...before, ui }, Number(ui.digits));
  const place = { ...before, ui: action.isNumber === true ? ui : { ...ui, digits: '' } };
  const why = action.refuses?.(place) ?? null;
  return why === null ? action.does(place, press) : unchanged(why === '' ? place.ui : { ...place.ui, notice: why });
}
