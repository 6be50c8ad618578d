/** Locates the program of a ProxyCommand as the shell would. Never starts it, because it may start a stopped environment. */

import { constants } from 'node:fs';
import { stat } from 'node:fs/promises';
import { canAccess } from '../../../files/access.ts';
import { candidatePaths, type ProgramContext } from '../search-path.ts';

export type ProgramState = 'found' | 'missing' | 'not-on-path' | 'not-executable' | 'not-understood';

export interface ProxyProgram {
  /** The program in the command line; null if the command does not begin with a plain word. */
  name: string | null;
  path: string | null;
  state: ProgramState;
}

/** `command` is the output of `ssh -G`, with its tokens (`%h`). */
export async function findProgram(command: string, surroundings: ProgramContext): Promise<ProxyProgram> {
  const name = programName(command, surroundings.platform === 'win32');
  if (name === null) return { name, path: null, state: 'not-understood' };
  let refused: string | null = null;
  for (const file of candidatePaths(name, surroundings)) {
    const { path, state } = await look(file);
    if (state === 'found') return { name, path, state };
    if (state === 'not-executable') refused ??= path;
  }
  if (refused !== null) return { name, path: refused, state: 'not-executable' };
  return { name, path: null, state: /[/\\]/.test(name) ? 'missing' : 'not-on-path' };
}

async function look(path: string): Promise<{ path: string | null; state: ProgramState }> {
  try {
    if (!(await stat(path)).isFile()) return { path, state: 'not-executable' };
  } catch {
    return { path: null, state: 'missing' };
  }
  return { path, state: (await canAccess(path, constants.X_OK)) ? 'found' : 'not-executable' };
}

/** The first word after `exec` and assignments; null for words that only the shell can evaluate (`$HOME/bin/x`, `$(…)`). */
export function programName(command: string, windows: boolean): string | null {
  let rest = command.trim();
  for (;;) {
    const word = firstWord(rest, windows);
    if (word === null) return null;
    // Windows tries each part of an unquoted path that contains spaces.
    if (windows && /^[A-Za-z]:\\[^"]*$/.test(word.text) && /^\s+[^\s"\\:-]+\\/.test(rest.slice(word.length)) && !rest.startsWith('"'))
      return null;
    const isPrefix = word.text === 'exec' || /^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text);
    if (!isPrefix) return BUILTINS.has(word.text) || word.text === '' ? null : word.text;
    rest = rest.slice(word.length).trimStart();
  }
}

const BUILTINS: ReadonlySet<string> = new Set('. [ { case cd command eval for if set source test until while'.split(' '));

/** The value of a word; null if only a shell can evaluate it. */
function firstWord(text: string, windows: boolean): { text: string; length: number } | null {
  let word = '';
  let quote: string | null = null;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (quote === "'") {
      if (character === quote) quote = null;
      else word += character;
    } else if (character === '$' || character === '`' || character === '%') return null;
    else if (character === '\\' && !windows) {
      index += 1;
      word += text[index] ?? '';
    } else if (quote === '"') {
      if (character === quote) quote = null;
      else word += character;
    } else if (character === '"' || character === "'") quote = character;
    else if (/\s/.test(character)) return { text: word, length: index };
    else if (/[;&|<>()*?~]/.test(character)) return null;
    else word += character;
  }
  return quote === null ? { text: word, length: text.length } : null;
}
