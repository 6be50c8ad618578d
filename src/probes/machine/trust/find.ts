/** Finds installed programs without starting any: through the PATH, links, and known install folders. */

import { constants } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { canAccess } from '../../../files/access.ts';

/** The maximum number of old versions of a tool to look at. */
const MAX_NAMES = 64;

/** The existing paths, without duplicates by real path. */
export async function existingPaths(paths: readonly string[]): Promise<string[]> {
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => null)));
  const byPlace = new Map<string, string>();
  for (const [index, place] of real.entries()) {
    const path = paths[index];
    if (place !== null && path !== undefined && !byPlace.has(place)) byPlace.set(place, path);
  }
  return [...byPlace.values()];
}

/** Returns `folder/<name>/rest` for every name below the folder. */
export async function pathsBelow(folder: string, ...rest: string[]): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .sort()
    .slice(0, MAX_NAMES)
    .map((name) => join(folder, name, ...rest));
}

/** The path of a program on the PATH; null if it is not there. */
export async function findOnPath(program: string, environment: Readonly<Record<string, string>>): Promise<string | null> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const folder of (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, `${program}${suffix}`);
    if (await canAccess(path, constants.X_OK)) return path;
  }
  return null;
}
