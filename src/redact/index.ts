/** Redaction: the same code for screen, plain lines, `--mask` and bundle. */
export { RedactionAccount } from './account.ts';
export { privacyClasses } from './classified.ts';
export { stripControls, stripControlsByLine } from './control-characters.ts';
export { type Identifier, identifiersIn } from './identifiers-in.ts';
export type { RedactionLevel } from './level.ts';
export { createRedactor, type Redactor, type RedactorOptions } from './redactor.ts';
export { secretCounter, secretRemover, withoutSecrets } from './without-redactor.ts';
