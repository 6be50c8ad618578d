/** Files of one kind in a folder of the store. Their names begin with a UTC stamp, so the order of names is the order of time. */
import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** How many sessions are kept, and how many decode maps. */
export const KEPT = 5;

const STAMPED = /^\d{8}T\d{6}/;

/** Names of our files, oldest first; none where there is no folder. What lies among them besides is somebody's, a link too. */
export function filesOf(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && STAMPED.test(entry.name) && entry.name.endsWith(ending))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** Removes the oldest, so that `count` are left. */
export function forgetAllBut(folder: string, ending: string, count: number): void {
  for (const name of filesOf(folder, ending).slice(0, -count)) unlinkSync(join(folder, name));
}
