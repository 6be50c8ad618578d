/** Redaction: the same code for screen, plain lines, `--mask` and bundle. */

export { RedactionSummary } from './account.ts';
export { privacyClasses } from './classified.ts';
export { stripControls, stripControlsByLine } from './control-characters.ts';
export { hideWords, spellingsOf } from './hidden-words.ts';
export { findIdentifiers, type Identifier } from './identifiers-in.ts';
export type { RedactionLevel } from './level.ts';
export { createRedactor, type Redactor, type RedactorOptions } from './redactor.ts';
export { createSecretCleaner, createSecretCounter, createSecretRemover, removeSecretsFromText } from './without-redactor.ts';
