/** A title hedges when its finding does: one place, so that every surface that shows the title says how sure it is. */
import type { Confidence } from '../../model/finding.ts';
import type { Explanation } from '../rules/rule.ts';

const HEDGES: Record<Confidence, string> = { certain: '', likely: 'Probable cause: ', possible: 'Possible cause: ' };

/** Words that begin a sentence with a capital for no other reason. */
const PLAIN_WORD = /^(?:An?|Another|Every|No|Nothing|Programs|Software|Something|That|The|There|These|This|Two|What|Your)\b/;

export function titleOf<Facts>({ title, titleIsOpen = false }: Explanation<Facts>, facts: Facts, confidence: Confidence): string {
  const plain = title(facts);
  if (titleIsOpen || confidence === 'certain') return plain;
  return `${HEDGES[confidence]}${PLAIN_WORD.test(plain) ? `${plain.charAt(0).toLowerCase()}${plain.slice(1)}` : plain}`;
}
