/** The secrets that are removed at every level. The redactor and the archive's tripwire share this list. */
import { findCommandSecrets } from './rules/arguments.ts';
import { findCredentialHeaders } from './rules/headers.ts';
import { findKeyValues } from './rules/key-value.ts';
import { findSignedQueries } from './rules/signed-query.ts';
import { findTokens } from './rules/tokens.ts';
import { findUrlLogins } from './rules/url-login.ts';
import { findVendorTokens } from './rules/vendors.ts';
import type { SecretSearch } from './secret-search.ts';
import { type RuleName, type Span, startsRedacted } from './span.ts';

/** Secrets that are known or recognised by their own form. They are searched for in every string, whatever its class. */
export function plainSecrets(text: string, known: SecretSearch): Span[] {
  return [...known.find(text), ...findUrlLogins(text), ...findTokens(text), ...findVendorTokens(text), ...findSignedQueries(text)];
}

/** Secrets that a preceding word introduces, for free text. */
export function findLabelledSecrets(text: string): Span[] {
  return [...findCredentialHeaders(text), ...findKeyValues(text), ...findCommandSecrets(text)];
}

/** Counts the secrets in a finished text by rule, without quoting them. */
export function countSecrets(text: string, known: SecretSearch): Partial<Record<RuleName, number>> {
  const counts: Partial<Record<RuleName, number>> = {};
  for (const span of [...plainSecrets(text, known), ...findLabelledSecrets(text)]) {
    // Our own token is no leftover, even if markup follows it on the same line.
    if (span.rule !== 'seed' && startsRedacted(text.slice(span.start, span.end))) continue;
    counts[span.rule] = (counts[span.rule] ?? 0) + 1;
  }
  return counts;
}
