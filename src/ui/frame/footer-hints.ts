/** The hints of the footer: as many as fit, the most important ones first to stay. */
import type { Hint } from '../../app/actions/action.ts';
import { cells } from '../text/width.ts';

const GAP = 3;

export function fittingHints(hints: readonly Hint[], width: number): Hint[] {
  const kept = new Set(hints);
  for (const hint of hints.toSorted((a, b) => b.priority - a.priority)) {
    if (hintsWidth([...kept]) <= width) break;
    kept.delete(hint);
  }
  return [...kept];
}

function hintsWidth(hints: readonly Hint[]): number {
  return hints.reduce((sum, { label, hint }) => sum + cells(`${label} ${hint}`) + GAP, 0) - GAP;
}
