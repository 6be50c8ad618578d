/** How the screen of a step begins. The first picture loads this and little else. */
import { firstCursor, firstText } from '../present/screens/ask.ts';
import type { UiState } from '../present/screens/input.ts';
import type { EngineState } from './controller.ts';

/** A step opens at its top, a question on the answer that it was given before. */
export function opening(ui: UiState, engine: EngineState): UiState {
  const text = firstText(engine);
  const overlay = ui.overlay === 'confirm-quit' ? ui.overlay : null;
  return { ...ui, overlay, under: null, cursor: firstCursor(engine), digits: '', scroll: 0, text, caret: Array.from(text).length };
}
