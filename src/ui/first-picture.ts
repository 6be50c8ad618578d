/** Draws only the first frame, a question, with as little code as possible. */

import type { EngineState } from '../app/application.ts';
import { initialUiOfStep } from '../app/opening.ts';
import { questionScreen } from '../app/screens/ask-screen.ts';
import { INITIAL_UI } from '../app/screens/input.ts';
import { screenStream } from '../terminal/gate.ts';
import { escapeHiddenInLines } from '../terminal/visible.ts';
import { ENTER_SCREEN, LEAVE_SCREEN, paintLines } from './frame/paint.ts';
import { composePicture } from './frame/picture.ts';
import { questionBody } from './screens/ask.ts';
import { startBody } from './screens/start.ts';
import { appearanceOf, type DrawingOptions, sizeOf } from './terminal/drawing.ts';

/** The question before any key press. It contains no private name, so nothing is masked. Returns a function that removes the frame. */
export function paintFirstQuestion(state: EngineState, options: DrawingOptions & { showValues?: boolean }): () => void {
  const { platform = process.platform } = options;
  const stdout = screenStream(options.stdout);
  const ui = { ...initialUiOfStep(INITIAL_UI, state), valuesShown: options.showValues === true };
  const asked = {
    screen: questionScreen({
      ...state,
      watch: null,
      ui,
      mask: escapeHiddenInLines,
      clean: escapeHiddenInLines,
      masked: escapeHiddenInLines,
    }),
  };
  const { lines } = composePicture(asked, ui, sizeOf(stdout, platform), ({ screen }, room) =>
    screen.name === 'start' ? startBody(screen.body, room) : questionBody(screen.body, room),
  );
  stdout.write(`${ENTER_SCREEN}${paintLines(lines, appearanceOf(options))}`);
  return () => stdout.write(LEAVE_SCREEN);
}
