/** Everything a screen is made of: what documents tell of, and what the person did to the picture. */
import type { Subject } from '../../documents/subject.ts';
import type { OpenedBundle } from './opened-bundle.ts';
import type { BundleChoice, BundlePreview } from './preview.ts';
import type { WatchView } from './watch-view.ts';

/** Screens that lie over the one that the guide asks for. */
export const OVERLAYS = [
  'detail',
  'request',
  'no-proxy',
  'images',
  'alias',
  'path',
  'opened',
  'compare',
  'help',
  'confirm-quit',
  'confirm-reveal',
  'preview',
  'preview-file',
  'preview-search',
] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Whether a bundle was written, and where. */
export type BundleState =
  | { state: 'none' }
  /** One was written, and something was measured since. */
  | { state: 'outdated' }
  /** The session itself comes from a bundle: there is nothing to write. */
  | { state: 'opened'; bundle: OpenedBundle }
  | { state: 'writing' }
  /**
   * `entries`: what it holds, with sizes in bytes before packing. `encryptedTo`: short forms of the age recipients. `withheld`: files in
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

/** The bundle while it is looked at. */
export interface PreviewState {
  choice: BundleChoice;
  /** As it was made last; null while there is none. */
  made: BundlePreview | null;
  problem: string | null;
  /** It is being made again. */
  busy: boolean;
}

/** What became of a text that was to be copied. */
export interface CopyState {
  /** It went to the terminal's clipboard; whether it arrived, nobody can tell. */
  sent: boolean;
  /** The file that holds it too; null where none was written. */
  path: string | null;
  /** Why no file was written. */
  problem: string | null;
}

/** What the person did to the picture; the session knows nothing of it. */
export interface UiState {
  overlay: Overlay | null;
  /** What a question lies over; it comes back when the question is answered. */
  under: Overlay | null;
  /** The selected row or choice, from 0. Presenters clamp it to what there is. */
  cursor: number;
  /** The selected row of a view that lies over a list. */
  over: number;
  /** For whom the request is shown, by place among the owners; null: for the first who is somebody else. */
  owner: number | null;
  /** Digits typed so far for a jump: 1 then 2 means row 12. */
  digits: string;
  /** First line shown of a screen that scrolls. */
  scroll: number;
  /** The text typed into a question, and where the caret stands in it. */
  text: string;
  caret: number;
  /** Masked values are shown in clear. */
  valuesShown: boolean;
  /** Seconds until they are masked again; null where they stay as they are. */
  revealSeconds: number | null;
  /** Ctrl-C was pressed once and stopped something; the next one leaves. */
  interrupted: boolean;
  /** One line for the person, until the next key. */
  notice: string | null;
  bundle: BundleState;
  /** Null: nobody has looked yet. */
  preview: PreviewState | null;
  /** The picture of a watch stands still. */
  frozen: boolean;
  /** Null: nothing was copied from the request that is shown. */
  copied: CopyState | null;
}

export const INITIAL_UI: UiState = {
  overlay: null,
  under: null,
  cursor: 0,
  over: 0,
  owner: null,
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

export interface PresentInput extends Subject {
  /** While rows are watched. */
  watch: WatchView | null;
  ui: UiState;
  /** Takes out secrets and nothing else: for what the person is still typing. */
  clean(text: string): string;
}
