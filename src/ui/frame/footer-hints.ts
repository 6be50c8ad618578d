/** The hints of the footer: as many as fit, the most important ones first to stay. */

import { bindingsOf } from '../../app/input/keys.ts';
import type { ScreenName } from '../../app/screen-name.ts';
import { cells } from '../text/width.ts';

export interface Hint {
  label: string;
  hint: string;
}

const GAP = 3;

/** Moving around is one hint, not two bindings. */
const MOVE: Readonly<Partial<Record<ScreenName, Hint>>> = {
  start: { label: '↑↓', hint: 'choose' },
  ask: { label: '↑↓', hint: 'choose' },
  step: { label: '↑↓', hint: 'row' },
  watch: { label: '↑↓', hint: 'row' },
  result: { label: '↑↓', hint: 'scroll' },
  finish: { label: '↑↓', hint: 'move' },
  detail: { label: '↑↓', hint: 'scroll' },
  request: { label: '↑↓', hint: 'scroll' },
  'no-proxy': { label: '↑↓', hint: 'scroll' },
  images: { label: '↑↓', hint: 'scroll' },
  alias: { label: '↑↓', hint: 'scroll' },
  path: { label: '↑↓', hint: 'place' },
  opened: { label: '↑↓', hint: 'scroll' },
  compare: { label: '↑↓', hint: 'move' },
  help: { label: '↑↓', hint: 'scroll' },
  preview: { label: '↑↓', hint: 'file' },
  file: { label: '↑↓', hint: 'scroll' },
};

/** In a text field every letter is text. */
export const TYPING_HINTS: readonly Hint[] = [
  { label: 'enter', hint: 'answer' },
  { label: 'esc', hint: 'back' },
  { label: 'Ctrl-C', hint: 'leave' },
];

/** Stands beside them where something was found that could be the answer. */
export const FOUND_HINT: Hint = { label: 'tab', hint: 'take what was found' };

/** The same where a word is looked for. */
export const SEARCH_HINTS: readonly Hint[] = [
  { label: 'enter', hint: 'hide it' },
  { label: 'esc', hint: 'back' },
  { label: 'Ctrl-C', hint: 'leave' },
];

/** `instead`: by action, what its key would do now where that is the opposite. */
export function footerHints(
  screen: ScreenName,
  width: number,
  without: ReadonlySet<string> = new Set(),
  instead: Readonly<Record<string, string>> = {},
): Hint[] {
  const move = MOVE[screen];
  const candidates = [
    ...(move === undefined || without.has('move') ? [] : [{ ...move, priority: 3 }]),
    ...bindingsOf(screen)
      .filter(({ hint, action }) => hint !== '' && !without.has(action))
      .map((binding) => ({ ...binding, hint: instead[binding.action] ?? binding.hint })),
  ];
  const kept = new Set(candidates);
  for (const candidate of candidates.toSorted((a, b) => b.priority - a.priority)) {
    if (hintsWidth([...kept]) <= width) break;
    kept.delete(candidate);
  }
  return candidates.filter((candidate) => kept.has(candidate)).map(({ label, hint }) => ({ label, hint }));
}

function hintsWidth(hints: readonly Hint[]): number {
  return hints.reduce((sum, { label, hint }) => sum + cells(`${label} ${hint}`) + GAP, 0) - GAP;
}
