/** Packs entries into a zip, sorted by name, with the manifest last. The same entries give the same bytes on every machine. */
import { type Zippable, zipSync } from 'fflate';
import { BUNDLE_ENTRIES } from './layout.ts';
import type { Entry } from './writer.ts';

/** A zip stores local time, so the date is built from local parts to be the same in every time zone. */
const mtime = () => new Date(1980, 0, 1);
const UNIX = 3;
/** A regular file, readable and writable by its owner only. */
const OWNER_ONLY = 0o100600 << 16;

export function createArchive(folder: string, entries: readonly Entry[]): Uint8Array {
  const zippable: Zippable = {};
  const place = ({ path }: Entry) => `${path === BUNDLE_ENTRIES.manifest ? 1 : 0}${path}`;
  for (const { path, bytes } of [...entries].sort((a, b) => (place(a) < place(b) ? -1 : 1))) {
    zippable[`${folder}/${path}`] = [bytes, { level: 9, mtime: mtime(), os: UNIX, attrs: OWNER_ONLY }];
  }
  return zipSync(zippable);
}
