/** What an action is: its keys, its words, when it does something, and what. One value says all of it. */
import type { Engine } from '../../run/engine.ts';
import type { Application } from '../application.ts';
import type { KeyPress } from '../input/key-press.ts';
import type { ScreenName } from '../screen-name.ts';
import type { UiState } from '../screens/input.ts';
import type { BundleChoice } from '../screens/preview.ts';
import type { ScreenModel } from '../screens/screen.ts';

/** What is shown, as far as it decides which actions do something. */
export interface Picture {
  ui: UiState;
  /** Null if it broke. */
  screen: ScreenModel | null;
  /** Something is being measured. */
  running: boolean;
  /** The last line a scrolling screen can begin with. */
  maxScroll: number;
  /** A list stands left and what belongs to it right. */
  wide: boolean;
}

/** What a key press is reduced against. */
export interface Place extends Picture {
  /** Something was measured and stands in no bundle yet. */
  unsaved: boolean;
  /** The terminal is too small, or the screen broke: only leaving works. */
  only: 'too-small' | 'fault' | null;
  /** The place of the path where the walk stands. */
  here: number;
  /** Views that the session has something for. */
  views: ReadonlySet<'images' | 'alias'>;
  /** Lines that a page key moves by. */
  page: number;
}

/** What an effect may reach: the engine, and what the store and its shell do. */
export interface World extends Application {
  exit(code: number): void;
  /** Gives the terminal back to the shell. */
  suspend(): void;
  copy(name: string, text: string): void;
  /** Null: with the choice as it is. */
  makeBundle(choice: BundleChoice | null): void;
  writeBundle(): void;
}

export type Effect = (world: World) => void;

/** What changes in the picture, and what is asked of the world. */
export interface Outcome {
  ui: UiState;
  effect: Effect | null;
}

export interface Hint {
  label: string;
  /** One or two words for the footer; empty: it is not mentioned there. */
  hint: string;
  /** The footer drops the highest numbers first when it runs out of room. */
  priority: number;
}

export interface Action extends Hint {
  /** Several entries may share one: other keys for the same. */
  id: string;
  keys: readonly KeyPress[];
  /** A sentence for the help screen and the README. */
  help: string;
  on: readonly ScreenName[];
  /** In the footer it reads otherwise than in the help. */
  footer?(picture: Picture): Partial<Hint>;
  /** Works here and is not worth a hint; absent: it always is. */
  isWorthHint?(picture: Picture): boolean;
  /** Why it does nothing now, for the person; empty: it goes without saying. Null: it does something. */
  refuses?(picture: Picture): string | null;
  does(place: Place, press: KeyPress): Outcome;
  /** Digits that follow each other make one number of it. */
  isNumber?: true;
  /** A choice in a conversation, called by its help where it has no words; `rank`: the lowest is named first. */
  menu?: { words?: string; rank?: number };
  /** In a conversation it is a letter beside the choices, with this word. */
  letter?(picture: Picture): string;
}

export const BUSY = 'Something is being measured; wait, or stop it with Ctrl-C.';

/** One sweep at a time: a second one would measure the first. */
export function whenBusy({ running }: Picture): string | null {
  return running ? BUSY : null;
}

export function keep(ui: UiState): Outcome {
  return { ui, effect: null };
}

export function ask(ui: UiState, effect: Effect): Outcome {
  return { ui, effect };
}

export function dispatch(ui: UiState, event: Parameters<Engine['dispatch']>[0]): Outcome {
  return ask(ui, ({ engine }) => engine.dispatch(event));
}

/** The model of the screen, where it is one of these. */
export function bodyOf<N extends ScreenModel['name']>(
  { screen }: Picture,
  ...names: N[]
): Extract<ScreenModel, { name: N }>['body'] | null {
  return screen !== null && (names as string[]).includes(screen.name) ? (screen.body as never) : null;
}

/** What lies over the step opens at its top. */
export function over(ui: UiState, overlay: NonNullable<UiState['overlay']>): UiState {
  return { ...ui, overlay, scroll: 0 };
}

export function isOpened({ ui }: Picture): boolean {
  return ui.bundle.state === 'opened';
}

/** Every letter is text there, so only the keys that leave the field are hinted at. */
export function isTyping(screen: ScreenModel): boolean {
  return screen.name === 'search' || ((screen.name === 'ask' || screen.name === 'start') && screen.body.field !== null);
}
