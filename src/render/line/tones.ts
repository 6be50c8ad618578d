/**
 * The tones of text and how they look. Only this file has colours: four of the 16 ANSI colours, never a background. Essential text uses the
 * terminal's own foreground, in bold for emphasis, because the background may be light or dark, no ANSI colour is readable on both, and
 * dimmed text falls to a contrast of 2 in common themes. Therefore only marks have colours, and they repeat a word beside them.
 */
import type { StatusWord } from '../status-words.ts';

/** Tones of text. `dim`: a side remark. Its position makes it less prominent, not its contrast. */
const TEXT_TONES = ['plain', 'dim', 'strong', 'accent', 'pass', 'fail', 'unsure', 'wait', 'skip', 'warn'] as const;
/** Tones of marks and lines, which only repeat words. */
export const MARK_TONES = ['mark', 'mark-pass', 'mark-fail', 'mark-unsure', 'rule'] as const;
export const TONES = [...TEXT_TONES, ...MARK_TONES] as const;
export type Tone = (typeof TONES)[number];

/** Chalk's names for the theme's colours, with their ANSI numbers. */
export const ANSI = { cyan: 6, yellow: 3, redBright: 9 } as const;
export type Colour = keyof typeof ANSI;

/** The properties that a tone sets on an Ink `Text`. */
export interface ToneStyle {
  color?: Colour;
  bold?: boolean;
  dimColor?: boolean;
}

const LOOKS: Readonly<Record<Tone, ToneStyle>> = {
  plain: {},
  dim: {},
  strong: { bold: true },
  accent: { bold: true },
  pass: {},
  fail: { bold: true },
  unsure: {},
  wait: {},
  skip: {},
  warn: { bold: true },
  mark: { color: 'cyan', bold: true },
  'mark-pass': { color: 'cyan' },
  // Red and cyan can be distinguished with every kind of colour blindness, and of all 16 colours only this red is visible on every
  // background.
  'mark-fail': { color: 'redBright', bold: true },
  'mark-unsure': { color: 'yellow' },
  rule: { dimColor: true },
};

/** Without colour no information is lost, because a status is a word and the selection has its own mark. */
export function toneStyle(tone: Tone, coloured: boolean): ToneStyle {
  if (coloured) return LOOKS[tone];
  return LOOKS[tone].bold === true ? { bold: true } : {};
}

export const STATUS_TONES = {
  PASS: 'pass',
  FAIL: 'fail',
  UNSURE: 'unsure',
  ADVICE: 'warn',
  WAIT: 'wait',
  SKIP: 'skip',
} as const satisfies Record<StatusWord, Tone>;

/** Colours of the symbol that repeats the word. */
export const STATUS_MARKS = {
  PASS: 'mark-pass',
  FAIL: 'mark-fail',
  UNSURE: 'mark-unsure',
  ADVICE: 'mark-unsure',
  WAIT: 'wait',
  SKIP: 'skip',
} as const satisfies Record<StatusWord, Tone>;

/** Colours of a symbol without its word, in a strip of runs. Their contrast must be sufficient on any background. */
export const STRIP_TONES = {
  PASS: 'pass',
  FAIL: 'mark-fail',
  UNSURE: 'unsure',
  ADVICE: 'unsure',
  WAIT: 'wait',
  SKIP: 'skip',
} as const satisfies Record<StatusWord, Tone>;
