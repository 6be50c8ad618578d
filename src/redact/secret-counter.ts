/** The tripwire's view of a text, without a redactor: for a bundle that was made elsewhere. */
import { formatWords } from './classified.ts';
import { countSecrets } from './secrets.ts';
import { seeds } from './seeds.ts';
import type { RuleName } from './span.ts';

export function secretCounter(secrets: readonly string[]): (text: string) => Partial<Record<RuleName, number>> {
  const known = seeds(secrets, formatWords());
  return (text) => countSecrets(text, known);
}
