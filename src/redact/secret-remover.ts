/** Takes the secrets out of what a person writes and leaves the rest as it is: real values are kept, secrets never. */
import { formatWords } from './classified.ts';
import { stripControls } from './control-characters.ts';
import { seeds } from './seeds.ts';
import { removeWrittenSecrets } from './text.ts';

export function secretRemover(secrets: readonly string[]): (text: string) => string {
  const known = seeds(secrets, formatWords());
  return (text) => removeWrittenSecrets(stripControls(text), known);
}
