/** What the guided application needs from outside: the engine, which `run/` provides live and replayed, and a desk for what becomes a file. */
import { isAskId } from '../guide/index.ts';
import type { Watch } from '../model/watch.ts';
import type { Engine } from '../run/engine.ts';
import type { BundleState, CopyState, PresentInput } from './screens/input.ts';
import type { BundleChoice, BundlePreview } from './screens/preview.ts';

/** As the screens see it. `live` is null while nothing is measured; `watch`: session and diagnosis are those of the latest run. */
export type EngineState = Pick<PresentInput, 'session' | 'diagnosis' | 'guide' | 'live'> & { watch: Watch | null };

export type WriteResult = ({ ok: true } & Omit<Extract<BundleState, { state: 'written' }>, 'state'>) | { ok: false; problem: string };

/** A bundle as it would be written, or why there is none. */
export type PreviewResult = { ok: true; preview: BundlePreview } | { ok: false; problem: string };

/** Where a copied text lies, or why it lies nowhere. */
export type CopyFile = Pick<CopyState, 'path' | 'problem'>;

/** Where a bundle is made, looked at, changed and written. */
export interface BundleDesk {
  /** Makes it in memory with these files left out and these words hidden. */
  preview(choice: BundleChoice): Promise<PreviewResult>;
  /** Writes what was looked at last; without a look, the whole. */
  write(): Promise<WriteResult>;
}

export interface Application {
  engine: Engine;
  desk: BundleDesk;
  /** What the flags leave out of the bundle and hide; the person may change it. */
  choice: BundleChoice;
  /** Keeps a text that is copied as a file too. `name` says what it is, without an ending. */
  keepCopy(name: string, text: string): CopyFile;
  /** The text of a message, or of the file that it names. */
  messageIn(text: string): string;
  /** The words of the redactor; strips control characters. */
  mask(text: string): string;
  /** Real values, but never a secret, for a screen on which values are shown. */
  clean(text: string): string;
}

/** Answers a question of the guide as a person. */
export function answer({ engine, messageIn }: Application, step: string, text: string): void {
  if (!isAskId(step)) return;
  engine.dispatch({ type: 'answered', step, value: step === 'error-message' ? messageIn(text) : text, by: 'person' });
}
