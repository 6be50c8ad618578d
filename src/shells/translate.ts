/** Finds the Windows equivalent of a line. The writer of the shell quotes the words in it. */
import type { Call, Word } from '../model/command/index.ts';
import { EQUIVALENTS } from './equivalents.ts';
import { ownWordText } from './written.ts';

/** The equivalent line; null if there is none. `several` writes the words of a repeated option. */
export function translateCalls(
  calls: readonly Call[],
  shell: 'powershell' | 'cmd',
  written: (word: Word) => string | null,
  several: (words: readonly string[]) => string,
): string | null {
  const words = flat(calls);
  if (words === null) return null;
  for (const { posix, [shell]: there } of EQUIVALENTS) {
    const holes = there === undefined ? null : matched(posix.split(' '), words);
    if (there === undefined || holes === null) continue;
    const filled = new Map<string, string>();
    for (const [hole, found] of holes) {
      if (hole !== '{-e}' && found.some(isLikeOption)) return null;
      const all = found.map(written);
      if (!all.every((word) => word !== null)) return null;
      filled.set(hole, hole === '{-e}' ? several(all) : (all[0] ?? ''));
    }
    return there.replace(/\{(?:\d|-e)\}/g, (hole) => filled.get(hole) ?? hole);
  }
  return null;
}

/** A value that begins with a dash. It is unsafe if the equivalent program does not know `--`. */
function isLikeOption({ parts: [first] }: Word): boolean {
  return first?.kind === 'text' && first.isData && first.text.startsWith('-');
}

/** Words and operators in one list, without dig's output options, which have no equivalent. */
function flat(calls: readonly Call[]): (Word | string)[] | null {
  const all: (Word | string)[] = [];
  for (const { joined, environment, words, redirections } of calls) {
    if (environment.length > 0) return null;
    const isDig = words[0] !== undefined && ownWordText(words[0]) === 'dig';
    all.push(...(joined === null ? [] : [joined]), ...words.filter((word) => !isDig || !/^\+/.test(ownWordText(word))));
    for (const each of redirections) {
      if (each.how === 'errors-to-output' || each.stream === 2) return null;
      all.push({ from: '<', to: '>', append: '>>' }[each.how], each.file);
    }
  }
  return all;
}

function matched(pattern: readonly string[], words: readonly (Word | string)[]): Map<string, Word[]> | null {
  const holes = new Map<string, Word[]>();
  let at = 0;
  for (const token of pattern) {
    if (token === '{-e}') {
      const found: Word[] = [];
      for (let value = words[at + 1]; text(words[at]) === '-e' && typeof value === 'object'; value = words[at + 1]) {
        found.push(value);
        at += 2;
      }
      if (found.length === 0) return null;
      holes.set(token, found);
      continue;
    }
    const word = words[at];
    const [, before = '', hole] = /^(.*)(\{\d\})$/.exec(token) ?? [];
    if (word === undefined || (hole === undefined ? text(word) !== token : typeof word === 'string')) return null;
    if (hole !== undefined && typeof word === 'object') {
      const rest = without(before, word);
      if (rest === null) return null;
      holes.set(hole, [rest]);
    }
    at += 1;
  }
  return at === words.length ? holes : null;
}

function text(word: Word | string | undefined): string {
  return word === undefined ? '' : typeof word === 'string' ? word : ownWordText(word);
}

/** The word without the prefix `before`. Null if our source lacks the prefix, or if the prefix is empty and the word is an option. */
function without(before: string, word: Word): Word | null {
  const [first, ...rest] = word.parts;
  if (before === '') return first?.kind === 'text' && !first.isData && /^[-@]/.test(first.text) ? null : word;
  if (first?.kind !== 'text' || first.isData || !first.text.startsWith(before)) return null;
  const left = { ...first, text: first.text.slice(before.length) };
  return { ...word, parts: left.text === '' ? rest : [left, ...rest] };
}
