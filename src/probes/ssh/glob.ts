/** Finds files by pattern, as glob(3) does for Include: `*`, `?`, `[…]` within a component, no dot files for `*`. */

import { readdir } from 'node:fs/promises';
import { canAccess } from '../../files/access.ts';

const MAX_NAMES = 4096;

/** Absolute paths in the order of the C locale, at most `limit`; empty if nothing matches. */
export async function findMatchingFiles(pattern: string, limit: number): Promise<string[]> {
  const [root = '', ...parts] = pattern.split('/');
  let found = [root];
  for (const part of parts.filter((each, index) => each !== '' || index === parts.length - 1)) {
    if (!isPattern(part)) found = found.map((path) => `${path}/${part.replace(/\\(.)/g, '$1')}`);
    else found = (await Promise.all(found.map(async (path) => namesIn(path, part)))).flat().slice(0, limit);
  }
  const present = await Promise.all(found.slice(0, limit).map(async (path) => ((await canAccess(path)) ? path : null)));
  return present.filter((path) => path !== null);
}

export function isPattern(text: string): boolean {
  return /[*?[]/.test(text);
}

async function namesIn(folder: string, pattern: string): Promise<string[]> {
  const names = await readdir(folder === '' ? '/' : folder).catch(() => []);
  return names
    .slice(0, MAX_NAMES)
    .filter((name) => matchesGlob(name, pattern))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Matches a file name as glob(3) does. */
export function matchesGlob(name: string, pattern: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  return wildcard(name, pattern, oneCharacter);
}

/** Matches a host name with a pattern of ssh_config(5), in which only `*` and `?` are special. */
export function hostMatches(name: string, pattern: string): boolean {
  return wildcard(name, pattern, (char, text, p) => (text[p] === '?' || text[p] === char ? 1 : 0));
}

/** Takes time proportional to name times pattern. `step` returns how many characters of the pattern match this one; 0 for none. */
function wildcard(name: string, pattern: string, stepOf: (char: string, pattern: string, p: number) => number): boolean {
  let at = 0;
  let p = 0;
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    const step = p < pattern.length ? stepOf(name.charAt(at), pattern, p) : 0;
    if (pattern[p] === '*') {
      star = p;
      starAt = at;
      p += 1;
    } else if (step > 0) {
      at += 1;
      p += step;
    } else if (star >= 0) {
      p = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p >= pattern.length;
}

function oneCharacter(char: string, pattern: string, p: number): number {
  if (pattern[p] === '?') return 1;
  if (pattern[p] === '\\' && p + 1 < pattern.length) return pattern[p + 1] === char ? 2 : 0;
  if (pattern[p] !== '[') return pattern[p] === char ? 1 : 0;
  const isNegated = pattern[p + 1] === '!' || pattern[p + 1] === '^';
  const from = p + (isNegated ? 2 : 1);
  const end = pattern.indexOf(']', from + 1);
  if (end === -1) return char === '[' ? 1 : 0;
  let isIn = false;
  for (let at = from; at < end; at += 1) {
    if (pattern[at + 1] === '-' && at + 2 < end) {
      isIn ||= pattern.charAt(at) <= char && char <= pattern.charAt(at + 2);
      at += 2;
    } else isIn ||= pattern[at] === char;
  }
  return isIn === isNegated ? 0 : end - p + 1;
}
