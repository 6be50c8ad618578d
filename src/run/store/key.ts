/** The pseudonym key: made once on this machine, so that a host has the same pseudonym in every bundle. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ensurePrivateFolder, readIfExists, writeNewFile } from './folder.ts';

export const KEY_BYTES = 32;

/** A key that exists only while the process runs. */
export function createTemporaryKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** The stored key, created if missing. If the folder is unusable, a temporary key: pseudonyms are then stable within the session only. */
export function pseudonymKey(folder: string): Uint8Array {
  try {
    const path = join(ensurePrivateFolder(folder), 'pseudonym.key');
    const stored = readIfExists(path);
    if (stored?.length === KEY_BYTES) return stored;
    const fresh = createTemporaryKey();
    if (stored === null && writeNewFile(path, fresh)) return fresh;
    return readIfExists(path)?.length === KEY_BYTES ? (readIfExists(path) ?? fresh) : fresh;
  } catch {
    return createTemporaryKey();
  }
}
