/** Draws only the first picture, a question, with as little code as possible. */

import type { EngineState } from '../app/application.ts';
import { opening } from '../app/opening.ts';
import { askScreen } from '../app/screens/ask-screen.ts';
import { INITIAL_UI } from '../app/screens/input.ts';
import { screenOut } from '../terminal/gate.ts';
import { visibleLines } from '../terminal/visible.ts';
import { ENTER_SCREEN, LEAVE_SCREEN, paint } from './frame/paint.ts';
import { composePicture } from './frame/picture.ts';
import { askBody } from './screens/ask.ts';
import { startBody } from './screens/start.ts';
import { appearanceOf, type Drawing, sizeOf } from './terminal/drawing.ts';

/** The question before any key press, without private names, so nothing is masked here. Returns a function that removes it. */
export function paintQuestion(state: EngineState, options: Drawing & { showValues?: boolean }): () => void {
  const { platform = process.platform } = options;
  const stdout = screenOut(options.stdout);
  const ui = { ...opening(INITIAL_UI, state), valuesShown: options.showValues === true };
  const asked = { screen: askScreen({ ...state, watch: null, ui, mask: visibleLines, clean: visibleLines, masked: visibleLines }) };
  const { lines } = composePicture(asked, ui, sizeOf(stdout, platform), ({ screen }, room) =>
    screen.name === 'start' ? startBody(screen.body, room) : askBody(screen.body, room),
  );
  stdout.write(`${ENTER_SCREEN}${paint(lines, appearanceOf(options))}`);
  return () => stdout.write(LEAVE_SCREEN);
}
