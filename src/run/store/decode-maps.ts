/** The original of each pseudonym in a bundle. The maps are stored like sessions and never leave this machine. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateFolder, findOwnFolder, readIfExists, writeNewFile } from './folder.ts';
import { keepNewest, MAX_KEPT } from './newest.ts';

const PART = 'decode';
const ENDING = '.json';

const SCHEMA = 'gitpod-doctor/decode@1';

/**
 * Stores the map, and replaces that of an earlier bundle of the session. Returns false if the store is unusable; the bundle is written
 * anyway.
 */
export function keepDecodeMap(folder: string, id: string, names: Readonly<Record<string, string>>): boolean {
  try {
    const maps = ensurePrivateFolder(folder, PART);
    const path = join(maps, `${id}${ENDING}`);
    rmSync(path, { force: true });
    writeNewFile(path, `${JSON.stringify({ schema: SCHEMA, names })}\n`);
    keepNewest(maps, ENDING, MAX_KEPT);
    return true;
  } catch {
    return false;
  }
}

/** Null if this machine has no readable map of that session. */
export function decodeMapOf(folder: string, id: string): ReadonlyMap<string, string> | null {
  try {
    const maps = findOwnFolder(folder, PART);
    const bytes = maps === null ? null : readIfExists(join(maps, `${id}${ENDING}`));
    return bytes === null ? null : namesIn(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

function namesIn(map: unknown): ReadonlyMap<string, string> | null {
  if (typeof map !== 'object' || map === null || !('schema' in map) || map.schema !== SCHEMA) return null;
  if (!('names' in map) || typeof map.names !== 'object' || map.names === null) return null;
  return new Map(Object.entries(map.names).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
