/** Removes the secrets from a user's input and keeps real values. */
import type { z } from 'zod';
import { formatWords } from './classified.ts';
import { createCleaner, type TextCleaner } from './cleaner.ts';
import { stripControls } from './control-characters.ts';
import { createSecretSearch } from './secret-search.ts';
import { countSecrets } from './secrets.ts';
import type { RuleName } from './span.ts';
import { removeWrittenSecrets } from './text.ts';
import { mapStrings } from './walk.ts';

export function createSecretRemover(secrets: readonly string[]): (text: string) => string {
  const known = createSecretSearch(secrets, formatWords());
  return (text) => removeWrittenSecrets(stripControls(text), known);
}

/** A cleaner for files from other machines, whose secrets are unknown here and recognised only by their form. */
export function createSecretCleaner(): TextCleaner {
  return createCleaner(createSecretSearch([], ''));
}

/** Applies `remove` to every string of a persisted value, because the user's input reaches many fields. */
export function removeSecretsFromText<T extends z.ZodType>(schema: T, value: z.output<T>, remove: (text: string) => string): z.output<T> {
  return mapStrings(schema, value, remove) as z.output<T>;
}

/** Counts the secrets in a text, like `Redactor.leftovers`, for a bundle from another machine. */
export function createSecretCounter(secrets: readonly string[]): (text: string) => Partial<Record<RuleName, number>> {
  const known = createSecretSearch(secrets, formatWords());
  return (text) => countSecrets(text, known);
}
