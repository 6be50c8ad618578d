/**
 * Removes secrets only, as a last check of everything that is shown with real values, stored on the machine or passed to a program. Probes
 * already exclude secrets from their reports; this check also covers text from servers, files and users.
 */
import type { z } from 'zod';
import type { PrivacyClass } from '../model/privacy.ts';
import { stripControls } from './control-characters.ts';
import { createMemo } from './memo.ts';
import type { SecretSearch } from './secret-search.ts';
import { removePlainSecrets, removeWrittenSecrets, WITHHELD_VALUE } from './text.ts';
import { mapStrings } from './walk.ts';

/** Classes whose text may contain a word that introduces a secret. A path variable, for example, may contain a URL with `?token=`. */
const ANNOUNCING: ReadonlySet<PrivacyClass> = new Set<PrivacyClass>(['text', 'url', 'public', 'path']);

export interface TextCleaner {
  /** Cleans free text, which is then safe for a terminal. */
  text(text: string): string;
  /** Cleans a persisted value. A string without a privacy class is dropped. */
  value<T extends z.ZodType>(schema: T, value: z.output<T>): z.output<T>;
}

export function createCleaner(known: SecretSearch): TextCleaner {
  const written = createMemo((text) => removeWrittenSecrets(text, known));
  // Cleans a field that is a single name and therefore cannot contain a word that introduces a secret.
  const plain = createMemo((text) => removePlainSecrets(text, known));
  return {
    text: (text) => written.of(stripControls(text)),
    value: (schema, value) =>
      mapStrings(schema, value, (text, { class: kind }) => {
        if (kind === null) return undefined;
        if (kind === 'secret') return WITHHELD_VALUE;
        return ANNOUNCING.has(kind) ? written.of(text) : plain.of(text);
      }) as z.output<typeof schema>,
  };
}
