/** Reading a file that another program owns: never a pipe or a device, never more than a little of it, never an error. */
import { readdir } from 'node:fs/promises';
import { textOf } from '../../../files/regular-file.ts';

/** Settings of people who set everything by hand stay far below this. */
const SIZE_LIMIT = 512 * 1024;

/** Null where there is nothing to read, for whatever reason: a setting that cannot be read is not set for us. */
export async function readSettings(path: string): Promise<string | null> {
  const text = await textOf(path, SIZE_LIMIT);
  return text === null || text === '' ? null : text.replace(/^\ufeff/, '');
}

/** Names below a folder, the newest versions first; empty where there is no such folder. */
export async function namesBelow(folder: string, limit: number): Promise<string[]> {
  try {
    return (await readdir(folder)).sort().reverse().slice(0, limit);
  } catch {
    return [];
  }
}
