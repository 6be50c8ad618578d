/** `--encrypt-to`: the keys are checked before measuring, because a bundle that should be encrypted must never be written unencrypted. */
import type { Flags } from '../arguments/flags.ts';
import { usageError } from '../arguments/usage.ts';

export async function readRecipients(flags: Flags): Promise<readonly [string, ...string[]] | null> {
  const given = flags['encrypt-to'];
  if (given === undefined) return null;
  const { checkRecipients } = await import('../../bundle/encrypt/recipients.ts');
  const checked = await checkRecipients(given);
  if (!checked.ok) throw usageError(`--encrypt-to cannot be used: ${checked.problem}.`, checked.hint);
  return checked.recipients;
}
