/** What is printed and asked next: one screen of the walk as lines, with numbered answers. Data; `run-prompts.ts` prints it. */
import type { KeyPress } from '../app/input/key-press.ts';

export interface Choice {
  label: string;
  /** What may be typed for it beside its number, in lower case. */
  words: readonly string[];
  /** The keys that do the same on the screen. */
  keys: readonly KeyPress[];
}

/** Numbers of rows, files or findings on the page, and what may be done with one. */
export interface Numbered {
  /** `row`, `file`, `finding`. */
  noun: string;
  count: number;
  /** Pressed after the number, by the letter that stands before it; the empty letter is the number alone. */
  keys: Readonly<Record<string, readonly KeyPress[]>>;
  /** What ends this number where the screen takes it only then. */
  end?: (number: number) => readonly KeyPress[];
  /** How they are called on. */
  hint: string;
}

export interface Page {
  /** One line that says where this is. */
  title: string;
  lines: readonly string[];
  /** Printed instead of the lines where those were read already; empty: there is no shorter way to say it. */
  short: readonly string[];
  choices: readonly Choice[];
  /** What Enter alone takes, from 0; null where it takes nothing. */
  suggested: number | null;
  /** Text is typed here. `several`: it may have many lines. `kept`: what Enter alone leaves as it is, `shown` as values are shown. `found`: what `t` takes, real and so not printed. */
  field: { step: string | null; several: boolean; kept: string; shown: string; found: string | null } | null;
  numbered: Numbered | null;
  /** Letters that work here beside the numbers, each with a word or two. */
  also: readonly {
    word: string;
    label: string /** Null: it leaves at once, as the end of input does. */;
    keys: readonly KeyPress[] | null;
  }[];
}

export const BARE: Omit<Page, 'title'> = { lines: [], short: [], choices: [], suggested: null, field: null, numbered: null, also: [] };

/** The choices and letters of a page as lines, before the line that is typed. */
export function menuLines({ choices, numbered, also }: Page): string[] {
  const letters = also.map(({ word, label }) => `${word} ${label}`).join(', ');
  return [
    ...choices.map(({ label }, index) => `  ${index + 1}  ${label}`),
    ...(numbered === null ? [] : [numbered.hint]),
    ...(letters === '' ? [] : [`Also: ${letters}, ? explain.`]),
  ];
}

/** What stands before the cursor. */
export function promptOf({ choices, suggested, field }: Page): string {
  if (field !== null) {
    if (field.several) return 'Text, ended by a line with only a full stop; Enter alone leaves it open:';
    return field.kept === '' ? 'Answer, or Enter to leave it open: ' : `Answer, or Enter for ${field.shown}: `;
  }
  const preset = suggested === null ? undefined : choices[suggested];
  return preset === undefined ? 'Number: ' : `Number, or Enter for ${(suggested ?? 0) + 1}, ${briefly(preset.label)}: `;
}

/** Its first words. */
function briefly(label: string): string {
  return label.split(/[,.:;(]/)[0]?.trim() ?? label;
}
