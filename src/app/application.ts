/** The dependencies of the application: the engine, live or replayed from `run/`, and functions that write files. */
import { isQuestionId } from '../guide/index.ts';
import type { Watch } from '../model/watch.ts';
import type { Engine } from '../run/engine.ts';
import type { BundleState, CopyState, PresenterInput } from './screens/input.ts';
import type { BundleChoice, BundlePreview } from './screens/preview.ts';

/** The state for the screens. `live` is null while nothing is measured. During a watch, session and diagnosis are of its latest run. */
export type EngineState = Pick<PresenterInput, 'session' | 'diagnosis' | 'guide' | 'live'> & { watch: Watch | null };

export type WriteResult = ({ ok: true } & Omit<Extract<BundleState, { state: 'written' }>, 'state'>) | { ok: false; problem: string };

/** The bundle as it would be written, or why it cannot be made. */
export type PreviewResult = { ok: true; preview: BundlePreview } | { ok: false; problem: string };

/** The file of a copied text, or why it was not written. */
export type CopyFile = Pick<CopyState, 'path' | 'problem'>;

/** Creates, previews, changes and writes a bundle. */
export interface BundleDraft {
  /** Builds the bundle in memory, without these files and with these words hidden. */
  preview(choice: BundleChoice): Promise<PreviewResult>;
  /** Writes the bundle as last previewed; without a preview, the complete one. */
  write(): Promise<WriteResult>;
}

export interface Application {
  engine: Engine;
  draft: BundleDraft;
  /** The omissions and hidden words of the flags, which the user may change. */
  choice: BundleChoice;
  /** Also stores a copied text as a file. `name` describes it, without an extension. */
  keepCopy(name: string, text: string): CopyFile;
  /** Returns the text of a message, or of the file that it names. */
  messageIn(text: string): string;
  /** Hides the words of the user in a text that leaves the machine, as in the bundle. */
  hide(text: string, words: readonly string[]): string;
  /** Masks a text and removes its control characters. */
  mask(text: string): string;
  /** Removes only secrets, for a screen that shows real values. */
  clean(text: string): string;
}

/** Answers a question of the guide for the user. */
export function answerQuestion({ engine, messageIn }: Application, step: string, text: string): void {
  if (!isQuestionId(step)) return;
  engine.dispatch({ type: 'answered', step, value: step === 'error-message' ? messageIn(text) : text, by: 'person' });
}
