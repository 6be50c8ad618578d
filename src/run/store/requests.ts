/** Texts that were copied from the screen to be sent to somebody, as files: a clipboard that takes nothing says nothing. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder, writeNew } from './folder.ts';
import { forgetAllBut } from './newest.ts';

const ENDING = '.txt';
const MOST = 20;

/** Writes it in the place of an earlier copy of the same name; its path. Throws what the file system says. */
export function keepRequest(folder: string, name: string, text: string): string {
  const requests = privateFolder(folder, 'requests');
  const path = join(requests, `${name}${ENDING}`);
  rmSync(path, { force: true });
  writeNew(path, text);
  forgetAllBut(requests, ENDING, MOST);
  return path;
}
