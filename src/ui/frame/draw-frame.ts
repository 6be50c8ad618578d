/** The whole screen as lines, exactly as many as the terminal has and none wider: a pure function of what is shown. */
import type { UiState } from '../../app/screens/input.ts';
import type { Size } from '../../app/screens/too-small.ts';
import type { Shown } from '../../app/store.ts';
import { screenBody } from '../screens/bodies.ts';
import { faultBody } from '../screens/fault/fault-body.ts';
import { composeFrame, type Drawn } from './compose-frame.ts';

export type { Drawn } from './compose-frame.ts';

export function drawFrame(shown: Shown, ui: UiState, size: Size, running = false): Drawn {
  return composeFrame(
    shown,
    ui,
    size,
    (each, room) => ('screen' in each ? screenBody(each.screen, room) : faultBody(each.fault, room)),
    running,
  );
}
