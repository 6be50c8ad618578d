/** An action as one value: keys, texts, availability and effect. */
import type { Engine } from '../../run/engine.ts';
import type { Application } from '../application.ts';
import type { KeyPress } from '../input/key-press.ts';
import type { ScreenName } from '../screen-name.ts';
import type { UiState } from '../screens/input.ts';
import type { BundleChoice } from '../screens/preview.ts';
import type { ScreenModel } from '../screens/screen.ts';

/** The part of the screen that decides which actions are available. */
export interface Picture {
  ui: UiState;
  /** The model of the screen; null if the screen failed. */
  screen: ScreenModel | null;
  running: boolean;
  /** The last line at which a scrolling screen can begin. */
  maxScroll: number;
  /** A list on the left with its details on the right. */
  wide: boolean;
}

/** The state on which a key press acts. */
export interface ActionState extends Picture {
  /** True if something was measured since the last bundle. */
  unsaved: boolean;
  /** True if the terminal is too small or the screen failed, so that the user can only leave. */
  only: 'too-small' | 'fault' | null;
  here: number;
  /** The views (images, alias, path) that have content in this session. */
  views: ReadonlySet<'images' | 'alias'>;
  /** The number of lines that a page key scrolls. */
  page: number;
}

/** The objects that an effect uses: the engine, the store and its shell. */
export interface EffectScope extends Application {
  exit(code: number): void;
  /** Returns the terminal to the shell. */
  suspend(): void;
  copy(name: string, text: string): void;
  /** Null before the first preview: then the bundle is made with the present choice. */
  makeBundle(choice: BundleChoice | null): void;
  writeBundle(): void;
}

export type Effect = (world: EffectScope) => void;

/** The new state of the screen, and the requested effect. */
export interface Outcome {
  ui: UiState;
  effect: Effect | null;
}

export interface Hint {
  label: string;
  /** One or two words for the footer; empty: no hint. */
  hint: string;
  /** The footer drops the highest numbers first when it runs out of room. */
  priority: number;
}

export interface Action extends Hint {
  /** Entries for different keys of the same action have the same id. */
  id: string;
  keys: readonly KeyPress[];
  /** A sentence about the action for the help screen. */
  help: string;
  on: readonly ScreenName[];
  /** The text of the hint, if it differs from the help. */
  footer?(picture: Picture): Partial<Hint>;
  /** Whether the footer shows a hint in this state; absent: always. */
  isWorthHint?(picture: Picture): boolean;
  /** Why the action is unavailable, for the user; empty if the reason is obvious, null if it is available. */
  refuses?(picture: Picture): string | null;
  does(place: ActionState, press: KeyPress): Outcome;
  /** True if consecutive digits form one number. */
  isNumber?: true;
  /** A choice of the prompt session. Without a text of its own it has that of the help. The lowest `rank` comes first. */
  menu?: { words?: string; rank?: number };
  /** The label of a letter key below the choices of a prompt. */
  letter?(picture: Picture): string;
}

export const BUSY = 'A measurement is running. Wait, or stop it with Ctrl-C.';

/** Only one sweep can run at a time, because two would disturb each other. */
export function busyReason({ running }: Picture): string | null {
  return running ? BUSY : null;
}

export function unchanged(ui: UiState): Outcome {
  return { ui, effect: null };
}

export function withEffect(ui: UiState, effect: Effect): Outcome {
  return { ui, effect };
}

export function dispatch(ui: UiState, event: Parameters<Engine['dispatch']>[0]): Outcome {
  return withEffect(ui, ({ engine }) => engine.dispatch(event));
}

/** The model of the screen if it has one of these names. */
export function bodyOf<N extends ScreenModel['name']>(
  { screen }: Picture,
  ...names: N[]
): Extract<ScreenModel, { name: N }>['body'] | null {
  return screen !== null && (names as string[]).includes(screen.name) ? (screen.body as never) : null;
}

/** Opens an overlay, scrolled to its top. */
export function openOverlay(ui: UiState, overlay: NonNullable<UiState['overlay']>): UiState {
  return { ...ui, overlay, scroll: 0 };
}

export function isBundleOpen({ ui }: Picture): boolean {
  return ui.bundle.state === 'opened';
}

/** True in a text field, where every letter is text and only the keys that leave the field have hints. */
export function isTyping(screen: ScreenModel): boolean {
  if (screen.name === 'help') return screen.body.query !== null;
  return screen.name === 'search' || ((screen.name === 'ask' || screen.name === 'start') && screen.body.field !== null);
}
