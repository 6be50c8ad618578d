/** The files of a folder and its subfolders, in order. */
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

const DEEPEST = 16;

/**
 * A file with the program's stderr is stored next to its output and contains no result. Links are not followed, because they can lead
 * anywhere.
 */
export function* filesBelow(
  folder: string,
  unreadable: (error: unknown, path: string) => void = () => {},
  depth = DEEPEST,
): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    unreadable(error, folder);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) yield* filesBelow(path, unreadable, depth - 1);
    else if (entry.isFile() && entry.name !== 'stderr') yield path;
  }
}
