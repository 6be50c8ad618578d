/** `--catalog FILE`: the overlay over the built-in list. */
import { type Overlay, parseOverlay } from '../../catalog/index.ts';
import type { EditionName } from '../../model/profile-words.ts';
import type { Flags } from '../arguments/flags.ts';
import { fileError } from '../arguments/usage.ts';
import { readNamedFile } from './named-file.ts';

/** Null without the flag. An invalid overlay gives one line and exit status 4. */
export async function readOverlay(flags: Flags): Promise<Overlay | null> {
  if (flags.catalog === undefined) return null;
  const parsed = parseOverlay(await readNamedFile(flags.catalog, 1024 * 1024), flags.edition as EditionName | undefined);
  if (!parsed.ok) throw fileError(`The overlay given with --catalog cannot be used: ${parsed.problem}`);
  return parsed.overlay;
}
