/**
 * How much is masked. Secrets are removed at every level.
 * - `standard`: identifiers become pseudonyms that keep their topology; ids that only support can resolve stay.
 * - `strict`: topology (shared domains, subnets) and those ids are masked too, for people outside the organisations concerned.
 * - `network-clear`: addresses and host names stay readable, by explicit choice.
 */
export const REDACTION_LEVELS = ['standard', 'strict', 'network-clear'] as const;
export type RedactionLevel = (typeof REDACTION_LEVELS)[number];

/** Increased whenever a rule changes its result; `rules-version.test.ts` notices it. */
export const RULES_VERSION = 4;
