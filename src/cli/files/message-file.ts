/** Where a message is expected, users can also give the name of a file: typed, pasted, or dropped on the terminal. */
import { homedir } from 'node:os';
import { readLogText } from '../../files/log-text.ts';

const PATH_LIMIT = 4096;
/** The characters that begin a path. `~` has already been replaced by the home folder. */
const ROOTED = /^(?:~?[\\/]|\.{1,2}[\\/]|[A-Za-z]:[\\/])/;

/** True for a word that is meant as a path and not as a message: it has no spaces, and begins like a path or ends like a file name. */
export function isMeantAsPath(text: string): boolean {
  return /^\S+$/.test(text) && (ROOTED.test(text) || /\.(?:log|txt|out|err|gz|zip)$/.test(text));
}

/** The text itself, or the content of the file or folder that it names. */
export function readMessage(text: string): string {
  const path = pathIn(text);
  return path === null ? text : (readLogText(path) ?? text);
}

/** No message is the name of an existing file, so a single word and text in the form of a path are first tried as a file name. */
function pathIn(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > PATH_LIMIT || /[\r\n]/.test(trimmed)) return null;
  const bare = trimmed
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/^file:\/\/(?=\/)/, '')
    // A terminal escapes the spaces of a dropped file name.
    .replace(/\\ /g, ' ')
    .replace(/^~(?=[\\/])/, homedir());
  return ROOTED.test(bare) || /^\S+$/.test(bare) ? bare : null;
}
