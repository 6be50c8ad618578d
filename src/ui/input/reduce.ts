/** One key press: what changes in the picture, and what is asked of the engine. Pure, so no press is ever lost. */
import type { UiState } from '../../present/screens/input.ts';
import type { ScreenModel } from '../../present/screens/screen.ts';
import { isTyping } from '../frame/pointless.ts';
import { act } from './act.ts';
import type { Effect } from './effects.ts';
import type { KeyPress } from './key-press.ts';
import { actionOf } from './keys.ts';
import { editText } from './text-field.ts';

/** What the reducer knows beside its own state. */
export interface KeyContext {
  /** The screen as it is drawn now; null if it broke. */
  screen: ScreenModel | null;
  /** Something is being measured. */
  running: boolean;
  /** Something was measured and stands in no bundle yet. */
  unsaved: boolean;
  /** The terminal is too small, or the screen broke: only leaving works. */
  only: 'too-small' | 'fault' | null;
  /** A list stands left and what belongs to it right. */
  wide: boolean;
  /** The place of the path where the walk stands. */
  here: number;
  /** Views that the session has something for. */
  views: ReadonlySet<'images' | 'alias'>;
  /** Lines that a page key moves by. */
  page: number;
  /** The last line a scrolling screen can begin with. */
  maxScroll: number;
}

export interface Reaction {
  ui: UiState;
  effects: Effect[];
}

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
