/** The secrets that are removed at every level. The redactor and the archive's tripwire share this list. */
import { commandSecrets } from './rules/arguments.ts';
import { credentialHeaders } from './rules/headers.ts';
import { keyValues } from './rules/key-value.ts';
import { signedQueries } from './rules/signed-query.ts';
import { tokens } from './rules/tokens.ts';
import { urlLogins } from './rules/url-login.ts';
import { vendorTokens } from './rules/vendors.ts';
import type { Seeds } from './seeds.ts';
import { beginsRedacted, type RuleName, type Span } from './span.ts';

/** Secrets recognised by their own form; searched in every string, whatever its class. */
export function plainSecrets(text: string, known: Seeds): Span[] {
  return [...known.find(text), ...urlLogins(text), ...tokens(text), ...vendorTokens(text), ...signedQueries(text)];
}

/** Also those announced by a preceding word; for free text. */
export function announcedSecrets(text: string): Span[] {
  return [...credentialHeaders(text), ...keyValues(text), ...commandSecrets(text)];
}

/** Counts the secrets left in a finished text, by rule, without quoting them. */
export function countSecrets(text: string, known: Seeds): Partial<Record<RuleName, number>> {
  const counts: Partial<Record<RuleName, number>> = {};
  for (const span of [...plainSecrets(text, known), ...announcedSecrets(text)]) {
    // In a composed text, markup may follow our token on the same line.
    if (span.rule !== 'seed' && beginsRedacted(text.slice(span.start, span.end))) continue;
    counts[span.rule] = (counts[span.rule] ?? 0) + 1;
  }
  return counts;
}
