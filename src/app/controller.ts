/** What the screens need of the engine. `src/run/` provides it; a replayed bundle provides it too, without measuring. */

import type { Watch } from '../model/watch.ts';
import type { BundleState, CopyState, PresentInput } from './screens/input.ts';
import type { PathPlace } from './screens/path.ts';
import type { BundleChoice, BundlePreview } from './screens/preview.ts';

/** `live` is null while nothing is measured. */
/** `watch`: rows are measured again and again; session and diagnosis are those of the latest run. */
export type EngineState = Pick<PresentInput, 'session' | 'diagnosis' | 'guide' | 'live'> & { watch: Watch | null };

export type WriteResult = ({ ok: true } & Omit<Extract<BundleState, { state: 'written' }>, 'state'>) | { ok: false; problem: string };

/** A bundle as it would be written, or why there is none. */
export type PreviewResult = { ok: true; preview: BundlePreview } | { ok: false; problem: string };

/** Where a copied text lies, or why it lies nowhere. */
export type CopyFile = Pick<CopyState, 'path' | 'problem'>;

export interface TuiController {
  /** Calls back after every change of state. */
  subscribe(listener: () => void): () => void;
  /** The state now; `live.elapsedMs` is read from the clock at each call. */
  getState(): EngineState;
  answer(step: string, value: string): void;
  back(): void;
  next(): void;
  /** Goes on as if the whole list had been asked for; nothing that was measured is lost. */
  wholeList(): void;
  /** Measures the rows again that the fixes of the shown finding name. */
  recheck(): void;
  /** Measures these rows again, or all rows of the current step. */
  remeasure(what: readonly string[] | 'step'): void;
  /** Measures these rows again and again until it is stopped. */
  watch(rows: readonly string[]): void;
  stopWatch(): void;
  cancelStep(): void;
  /** Gives up on one running probe. */
  skipRow(observation: string): void;
  /** Shows a finding by its id, as the walk would. */
  showFinding(finding: string): void;
  /** Goes to a place of the path; nothing that was measured is lost. */
  goTo(place: PathPlace): void;
  /** A screen broke: for the log, so that the bundle tells of it. */
  fault(text: string): void;
  /** Keeps a text that is copied as a file too. `name` says what it is, without an ending. */
  keepCopy(name: string, text: string): CopyFile;
  finish: {
    /** What the flags leave out and hide; the person may change it. */
    choice: BundleChoice;
    /** Makes the bundle in memory with what the person chose; what was looked at last is written. */
    previewBundle(choice: BundleChoice): Promise<PreviewResult>;
    writeBundle(): Promise<WriteResult>;
    summary(): string[];
  };
  /** The words of the redactor; strips control characters. */
  mask(text: string): string;
  /** Real values, but never a secret, for a screen on which values are shown. */
  clean(text: string): string;
}
