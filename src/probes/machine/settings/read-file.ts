/** Reading a file that another program owns: never a pipe or a device, never more than a little of it, never an error. */
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';

/** Settings of people who set everything by hand stay far below this. */
const SIZE_LIMIT = 512 * 1024;

/** Null where there is nothing to read, for whatever reason: a setting that cannot be read is not set for us. */
export async function readSettings(path: string): Promise<string | null> {
  try {
    // Not to wait for a writer, should it be a pipe.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: 0 }));
      if (size === 0 || size > SIZE_LIMIT) return null;
      return (await file.readFile('utf8')).replace(/^\ufeff/, '');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/** Names below a folder, the newest versions first; empty where there is no such folder. */
export async function namesBelow(folder: string, limit: number): Promise<string[]> {
  try {
    return (await readdir(folder)).sort().reverse().slice(0, limit);
  } catch {
    return [];
  }
}
