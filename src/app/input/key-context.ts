/** What a key press is reduced against, and what comes of it. */
import type { UiState } from '../screens/input.ts';
import type { ScreenModel } from '../screens/screen.ts';
import type { Effect } from './effects.ts';

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
