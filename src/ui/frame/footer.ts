/** The hints of the footer: as many as fit, the most important first. */
import type { Hint } from '../../app/actions/action.ts';
import { type Line, seg } from '../../render/line/line.ts';
import { cells } from '../../render/line/width.ts';

export const HINT_GAP = 3;

export function fittingHints(hints: readonly Hint[], width: number): Hint[] {
  const kept = new Set(hints);
  for (const hint of hints.toSorted((a, b) => b.priority - a.priority)) {
    if (hintsWidth([...kept]) <= width) break;
    kept.delete(hint);
  }
  return [...kept];
}

function hintsWidth(hints: readonly Hint[]): number {
  return hints.reduce((sum, { label, hint }) => sum + cells(`${label} ${hint}`) + HINT_GAP, 0) - HINT_GAP;
}

export function footerLine(hints: readonly Hint[]): Line {
  return hints.flatMap((hint, index) => [seg(' '.repeat(index === 0 ? 1 : HINT_GAP)), ...hintSegments(hint)]);
}

export function hintSegments({ label, hint }: Hint): Line {
  return [seg(label, 'strong'), seg(` ${hint}`, 'dim')];
}
