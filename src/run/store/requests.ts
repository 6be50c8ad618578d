/** Stores copied requests as files, because a terminal does not report whether it took a copy. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePrivateFolder, writeNewFile } from './folder.ts';
import { keepNewest } from './newest.ts';

const ENDING = '.txt';
const MOST = 20;

/** Replaces an earlier copy with the same name; returns its path. Throws the file system's error. */
export function keepRequest(folder: string, name: string, text: string): string {
  const requests = ensurePrivateFolder(folder, 'requests');
  const path = join(requests, `${name}${ENDING}`);
  rmSync(path, { force: true });
  writeNewFile(path, text);
  keepNewest(requests, ENDING, MOST);
  return path;
}
