/** How sure a finding is, in words; the rules know what else it could be, so these words stand apart from the others. */
import { alternativeOf } from '../../diagnosis/index.ts';
import type { Confidence, Finding } from '../../model/finding.ts';

const CONFIDENCE_WORDS = {
  certain: 'certain: other causes ruled out',
  likely: 'likely: one alternative remains',
  possible: 'possible, not confirmed',
} as const satisfies Record<Confidence, string>;

/** How sure a finding is; where it is only likely, what else it could be. */
export function confidenceWords({ code, confidence }: Pick<Finding, 'code' | 'confidence'>): string {
  const alternative = confidence === 'likely' ? alternativeOf(code) : null;
  return alternative === null ? CONFIDENCE_WORDS[confidence] : `${CONFIDENCE_WORDS[confidence]} (${alternative})`;
}
