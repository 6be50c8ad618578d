/** The frame of any screen, as a pure function of its state. */
import type { UiState } from '../../app/screens/input.ts';
import type { Size } from '../../app/screens/too-small.ts';
import type { ScreenOrFault } from '../../app/store.ts';
import { screenBody } from '../screens/bodies.ts';
import { faultBody } from '../screens/short.ts';
import { composePicture, type Picture } from './picture.ts';

export function drawFrame(shown: ScreenOrFault, ui: UiState, size: Size, running = false): Picture {
  return composePicture(
    shown,
    ui,
    size,
    (each, room) => ('screen' in each ? screenBody(each.screen, room) : faultBody(each.fault, room)),
    running,
  );
}
