/** What a screen is made from: the subject of the documents, and the state of the user's view. */
import type { DocumentSubject } from '../../documents/subject.ts';
import type { Device } from '../../model/devices.ts';
import type { Overlay } from '../screen-name.ts';
import type { OpenedBundle } from './opened-bundle.ts';
import type { BundleChoice, BundlePreview } from './preview.ts';
import type { WatchView } from './watch-view.ts';

/** The path of the bundle, if one was written. */
export type BundleState =
  | { state: 'none' }
  /** True if something was measured after the bundle was written. */
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
  /** The result of the last build of the bundle; null before the first build. */
  made: BundlePreview | null;
  problem: string | null;
  /** True while the preview is rebuilt. */
  busy: boolean;
}

export interface CopyState {
  /** The text was sent to the terminal's clipboard. Whether it arrived is unknown. */
  sent: boolean;
  /** The file with the same text; null without one. */
  path: string | null;
  /** Why no file was written. */
  problem: string | null;
  /** A sentence for each word to hide that is still in the text. */
  unhidden: string[];
}

/** The state of the user's view, which is not part of the session. */
export interface UiState {
  overlay: Overlay | null;
  /** The overlay below a confirmation. It returns after the answer. */
  under: Overlay | null;
  /** The index of the selected row or choice, from 0. The screen models limit it to the list. */
  cursor: number;
  /** The index of the selected row of a view over a list. */
  over: number;
  /** The recipient of the shown request, as an index of the owners; null: the first owner other than the user. */
  owner: number | null;
  /** The device whose commands the text contains; null: the device that was recognised. */
  device: Device | null;
  /** The digits typed so far: 1 and then 2 mean row 12. */
  digits: string;
  /** The first visible line of a screen that scrolls. */
  scroll: number;
  /** The text typed into a question, and the caret in it. */
  text: string;
  caret: number;
  /** True while masked values are revealed. */
  valuesShown: boolean;
  /** Seconds until real values are masked again; null without a limit. */
  revealSeconds: number | null;
  /** Ctrl-C was pressed once and stopped a measurement. The next Ctrl-C leaves. */
  interrupted: boolean;
  /** One line for the user. The next key removes it. */
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
  /** The watch; null if nothing is watched. */
  watch: WatchView | null;
  ui: UiState;
  /** Removes only secrets. For text that the user is typing, and for copies within the user's own organisation. */
  clean(text: string): string;
  /** Masks even while the screen shows real values. For copies that go to Gitpod. */
  masked(text: string): string;
}
