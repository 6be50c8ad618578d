/** The input of a screen: the subject of the documents, and the user's view state. */
import type { DocumentSubject } from '../../documents/subject.ts';
import type { Device } from '../../model/devices.ts';
import type { Overlay } from '../screen-name.ts';
import type { OpenedBundle } from './opened-bundle.ts';
import type { BundleChoice, BundlePreview } from './preview.ts';
import type { WatchView } from './watch-view.ts';

/** The path of the bundle, if one was written. */
export type BundleState =
  | { state: 'none' }
  /** True if the bundle was written before the latest measurement. */
  | { state: 'outdated' }
  /** True if the session comes from a bundle, so that no new one is written. */
  | { state: 'opened'; bundle: OpenedBundle }
  | { state: 'writing' }
  /**
   * `entries`: its content, with sizes in bytes before compression. `encryptedTo`: short forms of the age recipients. `withheld`: files in
   * which something still looked like a secret, with their fields.
   */
  | {
      state: 'written';
      path: string;
      sha256: string;
      entries: readonly { name: string; bytes: number }[];
      encryptedTo: readonly string[];
      withheld?: readonly string[];
    }
  | { state: 'failed'; problem: string };

export interface PreviewState {
  choice: BundleChoice;
  /** The last build of the bundle; null before the first. */
  made: BundlePreview | null;
  problem: string | null;
  /** The preview is being rebuilt. */
  busy: boolean;
}

export interface CopyState {
  /** The text was sent to the terminal's clipboard. Whether it arrived is unknown. */
  sent: boolean;
  /** The file with the same text; null without one. */
  path: string | null;
  /** Why no file was written. */
  problem: string | null;
}

/** The user's view state, which is not part of the session. */
export interface UiState {
  overlay: Overlay | null;
  /** The overlay below a question, which returns after the answer. */
  under: Overlay | null;
  /** The selected row or choice, from 0. Presenters clamp it. */
  cursor: number;
  /** The selected row of a view over a list. */
  over: number;
  /** The recipient of the shown request, as an index of the owners; null: the first other than the user. */
  owner: number | null;
  /** The device whose change the text contains; null: the measured device. */
  device: Device | null;
  /** Digits typed so far for a jump: 1 then 2 means row 12. */
  digits: string;
  /** The first visible line of a screen that scrolls. */
  scroll: number;
  /** The text typed into a question, and the caret in it. */
  text: string;
  caret: number;
  /** Masked values are visible. */
  valuesShown: boolean;
  /** Seconds until real values are masked again; null without a limit. */
  revealSeconds: number | null;
  /** Ctrl-C was pressed once and stopped something. The next Ctrl-C leaves. */
  interrupted: boolean;
  /** One line for the user, until the next key. */
  notice: string | null;
  bundle: BundleState;
  /** Null before a preview. */
  preview: PreviewState | null;
  frozen: boolean;
  /** Null if no text of this request was copied. */
  copied: CopyState | null;
}

export const INITIAL_UI: UiState = {
  overlay: null,
  under: null,
  cursor: 0,
  over: 0,
  owner: null,
  device: null,
  digits: '',
  scroll: 0,
  text: '',
  caret: 0,
  valuesShown: false,
  revealSeconds: null,
  interrupted: false,
  notice: null,
  bundle: { state: 'none' },
  preview: null,
  frozen: false,
  copied: null,
};

export interface PresenterInput extends DocumentSubject {
  /** The watch; null if no rows are watched. */
  watch: WatchView | null;
  ui: UiState;
  /** Removes only secrets. Used for text that the user is typing, and for copies within the user's own organisation. */
  clean(text: string): string;
  /** Masks, whatever the screen shows. Used for copies that go to Gitpod. */
  masked(text: string): string;
}
