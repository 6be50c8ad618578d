/** In place of a message, users may give the name of its file: typed, pasted, or dropped on the terminal. */
import { homedir } from 'node:os';
import { readLogText } from '../../files/log-text.ts';

const PATH_LIMIT = 4096;

/** The text itself, or the content of the file or folder that it names. */
export function readMessage(text: string): string {
  const path = pathIn(text);
  return path === null ? text : (readLogText(path) ?? text);
}

/** A message is never an existing file's name, so a single word and text in the form of a path are tried. */
function pathIn(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > PATH_LIMIT || /[\r\n]/.test(trimmed)) return null;
  const bare = trimmed
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/^file:\/\/(?=\/)/, '')
    // A terminal escapes the spaces of a dropped file name.
    .replace(/\\ /g, ' ')
    .replace(/^~(?=[\\/])/, homedir());
  return /^(?:[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/])|^\S+$/.test(bare) ? bare : null;
}
