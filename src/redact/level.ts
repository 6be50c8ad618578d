/**
 * How much is masked. Secrets go at every level.
 * - `standard`: identifiers become pseudonyms that keep their topology; ids that only support can look up stay.
 * - `strict`: nor topology (shared domains, subnets) nor those ids; for people outside the organisations concerned.
 * - `network-clear`: addresses and host names stay readable, by explicit choice.
 */
export const REDACTION_LEVELS = ['standard', 'strict', 'network-clear'] as const;
export type RedactionLevel = (typeof REDACTION_LEVELS)[number];

/** Raised whenever a rule changes what it takes out. */
export const RULES_VERSION = 3;
