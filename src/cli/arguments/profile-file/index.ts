/** `--profile FILE`: a JSON object with the flags that describe the situation. Flags of the command line override it. */

import { readNamedFile } from '../../files/named-file.ts';
import type { Flags } from '../flags.ts';
import { flagsFromObject } from '../parse-flags.ts';
import { fileError } from '../usage.ts';
import { type ProfileParseResult, parseProfile } from './faults.ts';

const LARGEST = 1024 * 1024;

export async function readProfileFile(path: string): Promise<ProfileParseResult> {
  return parseProfile(await readNamedFile(path, LARGEST));
}

/** Combines the flags with those of `--profile FILE`. A fault of the file is printed in one line, and the exit status is 4. */
export async function withProfileFile(flags: Flags): Promise<Flags> {
  if (flags.profile === undefined) return flags;
  const read = await readProfileFile(flags.profile);
  const [fault, ...more] = read.faults;
  if (fault !== undefined) {
    const others = more.length === 0 ? '' : ` (and ${more.length} more: gitpod-doctor profile check FILE)`;
    throw fileError(
      `The file given with --profile is wrong: ${fault.path === '$' ? 'it' : fault.path} ${fault.problem}${others}`,
      fault.hint,
    );
  }
  return { ...flagsFromObject('object' in read ? read.object : {}), ...flags };
}
