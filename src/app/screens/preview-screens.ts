/** The bundle before it is written: the list of files, one file as it will be written, and the search for a word. */

import { bytes, count } from '../../documents/words/quantity.ts';
import type { PresenterInput, UiState } from './input.ts';
import { type BundlePreview, countReplaced, OMISSION_WORDS, type PreviewFile, replacedWords, searchPreview } from './preview.ts';
import { type TypedLine, typedLine } from './typed.ts';

export interface PreviewRow {
  path: string;
  /** The size; empty for an omitted file. */
  size: string;
  /** What was replaced in the file, or why the file is omitted. */
  words: string;
  leftOut: boolean;
  /** True if the user can omit or restore the file. */
  optional: boolean;
}

export interface PreviewModel {
  /** Name, size and level; or that the bundle is being rebuilt; or why it cannot be built. */
  summary: string;
  failed: boolean;
  rows: PreviewRow[];
  cursor: number;
  /** The selected file, for the space beside the list; null if no file is selected. */
  selected: FileModel | null;
  /** Remarks about all files, one line each. */
  remarks: string[];
}

export interface FileModel {
  title: string;
  text: string;
}

export interface SearchModel {
  question: string;
  field: TypedLine;
  /** Says in which files the word occurs, or that it occurs in none. */
  answer: string[];
  found: boolean;
}

export function presentPreview(ui: UiState): PreviewModel {
  const { preview, cursor } = ui;
  const { made = null, problem = null, choice, busy = true } = preview ?? {};
  const files = made?.files ?? [];
  const hidden = choice?.hidden.length ?? 0;
  return {
    summary: problem ?? (made === null || busy ? 'The bundle is being made.' : summaryOf(made)),
    failed: problem !== null,
    rows: files.map(row),
    cursor: Math.max(0, Math.min(cursor, files.length - 1)),
    selected: presentFile(ui),
    remarks: [
      ...(made !== null && made.recipients.length > 0 ? [`The bundle is encrypted to ${made.recipients.join(', ')}.`] : []),
      ...(hidden === 0 ? [] : [`${count(hidden, 'spelling')} of words that you named ${hidden === 1 ? 'is' : 'are'} hidden in all files.`]),
      'Only these files are written, into one file on this machine. If you leave a file out, events.jsonl may still contain the same data. To keep a word out of all files, hide the word.',
    ],
  };
}

/** The selected file as it will be written; null if no file is selected. */
export function presentFile({ preview, cursor }: UiState): FileModel | null {
  const file = preview?.made?.files[Math.max(0, Math.min(cursor, preview.made.files.length - 1))];
  return file === undefined ? null : { title: `${file.path}  ${row(file).size}  ${row(file).words}`, text: file.text };
}

export function presentSearch({ ui: { preview, text, caret }, clean }: Pick<PresenterInput, 'ui' | 'clean'>): SearchModel {
  const word = text.trim();
  const hits = preview?.made == null ? [] : searchPreview(preview.made.files, word);
  const wasHidden = preview?.choice.hidden.some((spelling) => spelling.toLowerCase() === word.toLowerCase()) ?? false;
  return {
    question: 'Which word must the bundle not contain? For example, the name of your company, a project or a person.',
    field: typedLine({ text, caret }, clean),
    answer: answer(word, hits, wasHidden),
    found: hits.length > 0,
  };
}

function answer(word: string, hits: ReturnType<typeof searchPreview>, wasHidden: boolean): string[] {
  if (word === '') return ['Type a word. Every file is searched, in upper and lower case.'];
  if (hits.length === 0) return [wasHidden ? 'The word is hidden: no file contains it any more.' : 'No file contains this word.'];
  const places = hits.map(({ path, count: times }) => `${path}: ${count(times, 'time')}`);
  const whatNow = wasHidden
    ? 'This word cannot be hidden: it is too short, or gitpod-doctor itself uses it.'
    : 'Enter hides it in all files, unless it is very short or gitpod-doctor itself uses it.';
  return [...places, whatNow];
}

function row(file: PreviewFile): PreviewRow {
  const { path, essential, leftOut, text } = file;
  return {
    path,
    size: leftOut === null ? bytes(file.bytes) : '',
    words: leftOut === null ? replacedWords(countReplaced(text)) : OMISSION_WORDS[leftOut],
    leftOut: leftOut !== null,
    optional: !essential && (leftOut === null || leftOut === 'declined'),
  };
}

function summaryOf({ name, bytes: size, level }: BundlePreview): string {
  return `${name}.zip, ${bytes(size)}, level ${level}`;
}
