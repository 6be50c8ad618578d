/**
 * Masks free text. In each pass all rules read the same text, their spans are resolved together, and the text is rewritten once. Passes
 * repeat until nothing changes, because a rewrite may uncover more; therefore masking a masked text changes nothing. A text that keeps
 * changing is withheld.
 */
import type { Identifiers } from './identifiers.ts';
import { maskJson, maskJsonIfNeeded } from './json-text.ts';
import { findAnnouncedNames } from './rules/announced-names.ts';
import { findAwsNames } from './rules/aws-names.ts';
import { findHomePaths } from './rules/home-paths.ts';
import type { LearnedLiterals } from './rules/learned.ts';
import { findNameRuns } from './rules/runs.ts';
import { findScpPaths } from './rules/scp-paths.ts';
import { findUrls } from './rules/urls.ts';
import type { SecretSearch } from './secret-search.ts';
import { findLabelledSecrets, plainSecrets } from './secrets.ts';
import { type RuleName, resolveOverlaps, rewriteSpans, type Span } from './span.ts';
import { findWithWrapped } from './wrapped.ts';

const MAX_PASSES = 6;
/** A limit above any stored text. */
const MAX_LENGTH = 1024 * 1024;

export const WITHHELD_VALUE = 'REDACTED-value';

export interface TextTools {
  seeds: SecretSearch;
  make: Identifiers;
  literals: LearnedLiterals;
  count(rule: RuleName): void;
}

/** Masks secrets and identifiers. */
export function maskText(text: string, tools: TextTools): string {
  const parsed = text.length > MAX_LENGTH ? null : maskJson(text, (part) => maskPlain(part, tools));
  return maskPlain(parsed ?? text, tools);
}

function maskPlain(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => [
    ...plainSecrets(now, tools.seeds),
    ...findWithWrapped(now, findLabelledSecrets),
    ...findUrls(now, tools.make),
    ...findAwsNames(now, tools.make),
    ...findHomePaths(now, tools.make),
    ...findAnnouncedNames(now, tools.make),
    ...findScpPaths(now, tools.make),
    ...findNameRuns(now, tools.make, tools.literals),
    ...tools.literals.find(now),
  ]);
}

/** Removes secrets that are known or recognised by their form. Used for strings that identify nothing else or are masked as a whole. */
export function removeSecrets(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => plainSecrets(now, tools.seeds));
}

/** Also removes secrets that a word introduces. Used for strings that are not masked otherwise. */
export function removeAllSecrets(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => [...plainSecrets(now, tools.seeds), ...findWithWrapped(now, findLabelledSecrets)]);
}

/** Like `removeSecrets`, without counting. */
export function removePlainSecrets(text: string, known: SecretSearch): string {
  return settle(text, UNCOUNTED, (now) => plainSecrets(now, known));
}

/** Like `removeAllSecrets`, without counting. Used for a user's input before it is stored. */
export function removeWrittenSecrets(text: string, known: SecretSearch): string {
  const remove = (part: string) =>
    settle(part, UNCOUNTED, (now) => [...plainSecrets(now, known), ...findWithWrapped(now, findLabelledSecrets)]);
  return remove((text.length > MAX_LENGTH ? null : maskJsonIfNeeded(text, remove)) ?? text);
}

const UNCOUNTED = { count: () => {} };

function settle(text: string, tools: Pick<TextTools, 'count'>, find: (text: string) => Span[]): string {
  if (text.length > MAX_LENGTH) return WITHHELD_VALUE;
  let now = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const spans = resolveOverlaps(find(now));
    const next = rewriteSpans(now, spans);
    if (next === now) return now;
    for (const span of spans) if (span.replacement !== now.slice(span.start, span.end)) tools.count(span.rule);
    now = next;
  }
  tools.count('value');
  return WITHHELD_VALUE;
}
