/** Stores texts that were copied from the screen as files too, because a terminal does not report whether a copy succeeded. */

import { rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import type { CopyFile } from '../../app/application.ts';
import { ensurePrivateFolder, storeProblem, writeNewFile } from '../../run/store/folder.ts';
import { keepNewest } from '../../run/store/newest.ts';

/** `stamp`: the start of the session, which distinguishes its files from those of other sessions. */
export function saveCopy(store: string | null, stamp: string, name: string, text: string): CopyFile {
  if (store === null) return { path: null, problem: 'With --no-store, no file is written. Select the text here instead.' };
  try {
    return { path: abbreviateHome(keepRequest(store, `${stamp}-${name}`, text)), problem: null };
  } catch (error) {
    return { path: null, problem: `No file was written: ${storeProblem(error)}.` };
  }
}

/** The path for a shell, with `~` instead of the home folder, because others may see the screen. */
export function abbreviateHome(path: string): string {
  const home = homedir();
  return path.startsWith(home + sep) && home.length > 1 ? `~${path.slice(home.length)}` : path;
}

const ENDING = '.txt';
const MAX_KEPT = 20;

/** Writes the file, replaces an earlier copy with the same name, and returns the path. Throws the file system's error. */
export function keepRequest(folder: string, name: string, text: string): string {
  const requests = ensurePrivateFolder(folder, 'requests');
  const path = join(requests, `${name}${ENDING}`);
  rmSync(path, { force: true });
  writeNewFile(path, text);
  keepNewest(requests, ENDING, MAX_KEPT);
  return path;
}
