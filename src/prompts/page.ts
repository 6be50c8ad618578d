/** What is printed and asked next: one screen of the session as lines, with numbered answers. Plain data; `run-prompts.ts` prints it. */
import type { KeyPress } from '../app/input/key-press.ts';

export interface Choice {
  label: string;
  /** Words that select the choice, like its number; in lower case. */
  words: readonly string[];
  /** The equivalent keys of the screen. */
  keys: readonly KeyPress[];
}

/** The rows, files or findings on the page that have numbers, and their actions. */
export interface NumberedItems {
  /** What the numbers count: `row`, `file` or `finding`. */
  noun: string;
  count: number;
  /** The keys to send after the number, by the letter typed before the number; the empty string stands for a number without a letter. */
  keys: Readonly<Record<string, readonly KeyPress[]>>;
  /** Keys to send after the number, such as enter. */
  end?: (number: number) => readonly KeyPress[];
  hint: string;
}

export interface Page {
  /** One line that gives the position in the session. */
  title: string;
  lines: readonly string[];
  /** A shorter text, for when the lines were already printed; empty if there is none. */
  short: readonly string[];
  choices: readonly Choice[];
  /** The index of the choice that Enter alone makes, from 0; null if Enter alone makes none. */
  suggested: number | null;
  /**
   * A text field. `several`: the text may have many lines. `kept`: the value that Enter alone keeps; `shown` is its masked form. `found`:
   * the unmasked value that `t` inserts, which is never printed.
   */
  field: { step: string | null; several: boolean; kept: string; shown: string; found: string | null } | null;
  numbered: NumberedItems | null;
  /** Letters that work here in addition to the numbers, each with a short label. */
  also: readonly {
    word: string;
    label: string;
    /** The keys; null if the letter ends the session at once, as the end of input does. */
    keys: readonly KeyPress[] | null;
  }[];
}

export const EMPTY_PAGE: Omit<Page, 'title'> = {
  lines: [],
  short: [],
  choices: [],
  suggested: null,
  field: null,
  numbered: null,
  also: [],
};

/** The choices and letters of a page as lines, before the prompt. */
export function menuLines({ choices, numbered, also }: Page): string[] {
  const letters = also.map(({ word, label }) => `${word} ${label}`).join(', ');
  return [
    ...choices.map(({ label }, index) => `  ${index + 1}  ${label}`),
    ...(numbered === null ? [] : [numbered.hint]),
    ...(letters === '' ? [] : [`Also: ${letters}, ? explain.`]),
  ];
}

/** The text that is printed before the cursor. */
export function promptOf({ choices, suggested, field }: Page): string {
  if (field !== null) {
    if (field.several) return 'Type the text, and end it with a line with only a full stop. Enter alone skips the question:';
    return field.kept === '' ? 'Answer, or Enter to skip: ' : `Answer, or Enter for ${field.shown}: `;
  }
  const preset = suggested === null ? undefined : choices[suggested];
  return preset === undefined ? 'Number: ' : `Number, or Enter for ${(suggested ?? 0) + 1}, ${briefly(preset.label)}: `;
}

function briefly(label: string): string {
  return label.split(/[,.:;(]/)[0]?.trim() ?? label;
}
