/** Whether a text contains pseudonyms, and how a reader gets the real names. */
import { isPseudonym } from '../../model/masked.ts';

const CANDIDATE = /px-[a-z0-9-]+/g;

export function namesAreMasked(text: string): boolean {
  return Array.from(text.matchAll(CANDIDATE), ([word]) => word).some(isPseudonym);
}
