/**
 * The pass over free text: all rules read the same original, their spans are resolved together, the text is rewritten once. Passes repeat
 * until nothing changes, because a rewrite may uncover more; therefore masking a masked text changes nothing. A text that does not settle
 * is withheld.
 */
import type { Identifiers } from './identifiers.ts';
import { changedJson, maskJson } from './json-text.ts';
import { announcedNames } from './rules/announced-names.ts';
import { awsNames } from './rules/aws-names.ts';
import { homePaths } from './rules/home-paths.ts';
import type { Literals } from './rules/learned.ts';
import { runs } from './rules/runs.ts';
import { scpPaths } from './rules/scp-paths.ts';
import { urls } from './rules/urls.ts';
import { announcedSecrets, plainSecrets } from './secrets.ts';
import type { Seeds } from './seeds.ts';
import { type RuleName, resolve, rewrite, type Span } from './span.ts';
import { wrapped } from './wrapped.ts';

const MAX_PASSES = 6;
/** Longer than any stored text. */
const MAX_LENGTH = 1024 * 1024;

export const WITHHELD = 'REDACTED-value';

export interface TextTools {
  seeds: Seeds;
  make: Identifiers;
  literals: Literals;
  count(rule: RuleName): void;
}

/** Secrets and identifiers. */
export function maskText(text: string, tools: TextTools): string {
  const parsed = text.length > MAX_LENGTH ? null : maskJson(text, (part) => maskPlain(part, tools));
  return maskPlain(parsed ?? text, tools);
}

function maskPlain(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => [
    ...plainSecrets(now, tools.seeds),
    ...wrapped(now, announcedSecrets),
    ...urls(now, tools.make),
    ...awsNames(now, tools.make),
    ...homePaths(now, tools.make),
    ...announcedNames(now, tools.make),
    ...scpPaths(now, tools.make),
    ...runs(now, tools.make, tools.literals),
    ...tools.literals.find(now),
  ]);
}

/** Secrets only: for strings that identify nothing else, or are masked as a whole. */
export function removeSecrets(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => plainSecrets(now, tools.seeds));
}

/** Includes secrets announced by a word, for strings that are not masked otherwise. */
export function removeAllSecrets(text: string, tools: TextTools): string {
  return settle(text, tools, (now) => [...plainSecrets(now, tools.seeds), ...wrapped(now, announcedSecrets)]);
}

/** Secrets only, without counting. */
export function removePlainSecrets(text: string, known: Seeds): string {
  return settle(text, UNCOUNTED, (now) => plainSecrets(now, known));
}

/** Secrets only, announced ones included: for a user's input, before it is stored. */
export function removeWrittenSecrets(text: string, known: Seeds): string {
  const remove = (part: string) => settle(part, UNCOUNTED, (now) => [...plainSecrets(now, known), ...wrapped(now, announcedSecrets)]);
  return remove((text.length > MAX_LENGTH ? null : changedJson(text, remove)) ?? text);
}

const UNCOUNTED = { count: () => {} };

function settle(text: string, tools: Pick<TextTools, 'count'>, find: (text: string) => Span[]): string {
  if (text.length > MAX_LENGTH) return WITHHELD;
  let now = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const spans = resolve(find(now));
    const next = rewrite(now, spans);
    if (next === now) return now;
    for (const span of spans) if (span.replacement !== now.slice(span.start, span.end)) tools.count(span.rule);
    now = next;
  }
  tools.count('value');
  return WITHHELD;
}
