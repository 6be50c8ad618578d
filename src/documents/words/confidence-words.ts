/** The confidence of a finding in words, and the alternatives that its rule knows. */
import { alternativeOf } from '../../diagnosis/index.ts';
import type { Confidence, Finding } from '../../model/finding.ts';

export const CONFIDENCE_WORDS = {
  certain: 'certain: other causes ruled out',
  likely: 'likely: one other cause remains',
  possible: 'possible, not confirmed',
} as const satisfies Record<Confidence, string>;

/** The confidence of a finding; if it is only likely, also the alternative. */
export function confidenceWords({ code, confidence }: Pick<Finding, 'code' | 'confidence'>): string {
  const alternative = confidence === 'likely' ? alternativeOf(code) : null;
  return alternative === null ? CONFIDENCE_WORDS[confidence] : `${CONFIDENCE_WORDS[confidence]} (${alternative})`;
}
