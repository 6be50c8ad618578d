/** Hedges the title with the finding's confidence, in one place, so that every surface shows it. */
import type { Confidence } from '../../model/finding.ts';
import type { Explanation } from '../rules/rule.ts';

const HEDGES: Record<Confidence, string> = { certain: '', likely: 'Probable cause: ', possible: 'Possible cause: ' };

/** Words capitalised only because they begin a sentence. */
const PLAIN_WORD = /^(?:An?|Another|Every|No|Nothing|Programs|Software|Something|That|The|There|These|This|Two|What|Your)\b/;

export function titleOf<Facts>({ title, titleIsOpen = false }: Explanation<Facts>, facts: Facts, confidence: Confidence): string {
  const plain = title(facts);
  if (titleIsOpen || confidence === 'certain') return plain;
  return `${HEDGES[confidence]}${PLAIN_WORD.test(plain) ? `${plain.charAt(0).toLowerCase()}${plain.slice(1)}` : plain}`;
}
