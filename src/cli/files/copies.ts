/** The place of a text copied from the screen. */
import { homedir } from 'node:os';
import { sep } from 'node:path';
import type { CopyFile } from '../../app/application.ts';
import { storeProblem } from '../../run/store/folder.ts';
import { keepRequest } from '../../run/store/requests.ts';

/** `stamp`: the start of the session, which distinguishes its texts from those of others. */
export function saveCopy(store: string | null, stamp: string, name: string, text: string): CopyFile {
  if (store === null) return { path: null, problem: 'With --no-store no file is written; the text can be selected here.' };
  try {
    return { path: abbreviateHome(keepRequest(store, `${stamp}-${name}`, text)), problem: null };
  } catch (error) {
    return { path: null, problem: `No file was written: ${storeProblem(error)}.` };
  }
}

/** A shell path without the user's name, because the screen may be shared. */
export function abbreviateHome(path: string): string {
  const home = homedir();
  return path.startsWith(home + sep) && home.length > 1 ? `~${path.slice(home.length)}` : path;
}
