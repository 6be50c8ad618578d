/** Reads another program's file: never a pipe or a device, only up to a limit, without throwing. */
import { readdir } from 'node:fs/promises';
import { readText } from '../../../files/regular-file.ts';

/** Handwritten settings are far smaller than this. */
const SIZE_LIMIT = 512 * 1024;

/** The text of a file; null for any error, because an unreadable setting counts as unset. */
export async function readSettingsFile(path: string): Promise<string | null> {
  const text = await readText(path, SIZE_LIMIT);
  return text === null || text === '' ? null : text.replace(/^\ufeff/, '');
}

/** Names in a folder, newest versions first; empty if the folder is missing. */
export async function listNewestFirst(folder: string, limit: number): Promise<string[]> {
  try {
    return (await readdir(folder)).sort().reverse().slice(0, limit);
  } catch {
    return [];
  }
}
