/** What the application needs: the engine, live or replayed from `run/`, and functions that write files. */
import { isQuestionId } from '../guide/index.ts';
import type { Watch } from '../model/watch.ts';
import type { Engine } from '../run/engine.ts';
import type { BundleState, CopyState, PresenterInput } from './screens/input.ts';
import type { BundleChoice, BundlePreview } from './screens/preview.ts';

/**
 * The state that the screens show. `live` is null while nothing is measured. During a watch, session and diagnosis are those of the latest
 * run.
 */
export type EngineState = Pick<PresenterInput, 'session' | 'diagnosis' | 'guide' | 'live'> & { watch: Watch | null };

export type WriteResult = ({ ok: true } & Omit<Extract<BundleState, { state: 'written' }>, 'state'>) | { ok: false; problem: string };

/** The bundle as it would be written, or the reason why it cannot be built. */
export type PreviewResult = { ok: true; preview: BundlePreview } | { ok: false; problem: string };

/** The file of a copied text, or the reason why it was not written. */
export type CopyFile = Pick<CopyState, 'path' | 'problem'>;

/** Creates, previews, changes and writes a bundle. */
export interface BundleDraft {
  /** Builds the bundle in memory, without the given files and with the given words hidden. */
  preview(choice: BundleChoice): Promise<PreviewResult>;
  /** Writes the bundle that was last previewed; without a preview, the complete bundle. */
  write(): Promise<WriteResult>;
}

export interface Application {
  engine: Engine;
  draft: BundleDraft;
  /** The omitted files and hidden words that the flags give. The user can change them. */
  choice: BundleChoice;
  /** Also stores a copied text as a file. `name` is the file name without an extension. */
  keepCopy(name: string, text: string): CopyFile;
  /** Returns the message that was pasted, or the content of the file that the text names. */
  messageIn(text: string): string;
  /** Hides the user's words in a text that leaves the machine, as the bundle does. */
  hide(text: string, words: readonly string[]): string;
  /** Masks a text and removes its control characters. */
  mask(text: string): string;
  /** Removes only secrets, for a screen that shows the real values. */
  clean(text: string): string;
}

/** Answers a question of the guide with the user's answer. */
export function answerQuestion({ engine, messageIn }: Application, step: string, text: string): void {
  if (!isQuestionId(step)) return;
  engine.dispatch({ type: 'answered', step, value: step === 'error-message' ? messageIn(text) : text, by: 'person' });
}
