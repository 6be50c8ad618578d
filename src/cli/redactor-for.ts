/** The redactor of a command line: with the requested level, and this machine's key unless nothing is stored. */
import { createRedactor, type RedactionLevel, type Redactor, type RedactorOptions } from '../redact/index.ts';
import { stateFolder } from '../run/store/folder.ts';
import { createTemporaryKey, pseudonymKey } from '../run/store/key.ts';
import type { Flags } from './arguments/flags.ts';

/** `level`: that of a bundle, which overrides the flag. */
export function redactorFor(
  flags: Flags,
  {
    level = redactionLevelOf(flags),
    publicNames,
    secrets = [],
  }: Pick<RedactorOptions, 'publicNames'> & Partial<Pick<RedactorOptions, 'level' | 'secrets'>>,
): Redactor {
  const key = flags['no-store'] ? createTemporaryKey() : pseudonymKey(stateFolder(process.env));
  return createRedactor({ level, key, publicNames, secrets });
}

export function redactionLevelOf({ level }: Flags): RedactionLevel {
  return (level as RedactionLevel | undefined) ?? 'standard';
}
