/** The initial state of a step's screen. The first frame needs it, so it loads little else. */

import type { EngineState } from './application.ts';
import { initialCursor, initialText } from './screens/ask.ts';
import type { UiState } from './screens/input.ts';

/** A step opens scrolled to its top, a question on its earlier answer. */
export function initialUiOfStep(ui: UiState, engine: EngineState): UiState {
  const text = initialText(engine);
  const overlay = ui.overlay === 'confirm-quit' ? ui.overlay : null;
  return { ...ui, overlay, under: null, cursor: initialCursor(engine), digits: '', scroll: 0, text, caret: Array.from(text).length };
}
