/** Files of one kind in a store folder. Their names begin with a UTC timestamp, so that they sort by time. */
import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The number of sessions and decode maps to keep. */
export const MAX_KEPT = 5;

const STAMPED = /^\d{8}T\d{6}/;

/** The names of our files, oldest first; empty if the folder is missing. Other files and links are ignored. */
export function listOwnFiles(folder: string, ending: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && STAMPED.test(entry.name) && entry.name.endsWith(ending))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** Removes the oldest files until `count` remain. */
export function keepNewest(folder: string, ending: string, count: number): void {
  for (const name of listOwnFiles(folder, ending).slice(0, -count)) unlinkSync(join(folder, name));
}
