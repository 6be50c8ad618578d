/** Where a message is asked for, a file that holds it may be named: typed, pasted, or dropped on the terminal. */
import { homedir } from 'node:os';
import { logText } from '../../files/log-text.ts';

const PATH_LIMIT = 4096;

/** The text itself, or what the file or the folder holds that it names. */
export function messageIn(text: string): string {
  const path = pathIn(text);
  return path === null ? text : (logText(path) ?? text);
}

/** A message is never the name of something that is there, so only what looks like a path is tried. */
function pathIn(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > PATH_LIMIT || /[\r\n]/.test(trimmed)) return null;
  const bare = trimmed
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/^file:\/\/(?=\/)/, '')
    // A terminal escapes the blanks of a file that is dropped on it.
    .replace(/\\ /g, ' ')
    .replace(/^~(?=[\\/])/, homedir());
  return /^(?:[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/])|^[\w.-]{1,200}\.(?:log|txt|out|err|json|gz|zip)$/.test(bare) ? bare : null;
}
