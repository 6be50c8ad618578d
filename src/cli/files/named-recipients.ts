/** `--encrypt-to`: checked before measuring, because a bundle meant to be encrypted is never written unencrypted. */
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
