/** Meanings of text, and how each looks. The only place with colours: the 16 ANSI ones, never a background. */
import type { StatusWord } from '../../present/status-words.ts';

export const TONES = ['plain', 'dim', 'strong', 'accent', 'pass', 'fail', 'unsure', 'wait', 'skip', 'warn'] as const;
export type Tone = (typeof TONES)[number];

/** What a tone sets on an Ink `Text`. */
export interface Look {
  color?: string;
  bold?: boolean;
  dimColor?: boolean;
}

const COLOURED = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  accent: { color: 'cyan', bold: true },
  pass: { color: 'cyan' },
  fail: { color: 'magenta', bold: true },
  unsure: { color: 'yellow' },
  wait: {},
  skip: { dimColor: true },
  warn: { color: 'yellow', bold: true },
} as const satisfies Record<Tone, Look>;

/** Without colour nothing is lost: a status is a word, and the selection has its own mark. */
const PLAIN = {
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
} as const satisfies Record<Tone, Look>;

export function look(tone: Tone, coloured: boolean): Look {
  return coloured ? COLOURED[tone] : PLAIN[tone];
}

export const STATUS_TONES = {
  PASS: 'pass',
  FAIL: 'fail',
  UNSURE: 'unsure',
  ADVICE: 'warn',
  WAIT: 'wait',
  SKIP: 'skip',
} as const satisfies Record<StatusWord, Tone>;
