/** Shared by the writers of all shells: which words can be written, and how comments are written. */
import type { Call, Word } from '../model/command/index.ts';

export interface WriteOptions {
  /** Treats data that look like a placeholder as a placeholder. Used in explanations, which contain only our own values. */
  placeholders?: true;
}

/**
 * Control characters, line breaks, bidirectional and invisible characters, unpaired surrogates. The line editor of a terminal executes a
 * pasted control character before any quoting applies (readline(3), "bracketed paste"), and invisible text should not be run.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PLAIN = /^[ -~]*$/;

interface Data {
  text: string;
  /** The index of the word in the call; -1 for a word that belongs to a file or to a variable's value. */
  at: number;
  /** True if the word begins with data. */
  isFirst: boolean;
  call: Call;
}

/** The part of a word that is data and not our own source. */
export function dataOf(calls: readonly Call[]): Data[] {
  const all: Data[] = [];
  for (const call of calls) {
    const addWord = ({ parts }: Word, at: number) =>
      parts.forEach((part, index) => {
        if (part.kind === 'output') all.push(...dataOf(part.calls));
        if (part.kind === 'text' && part.isData) all.push({ text: part.text, at, isFirst: index === 0, call });
      });
    call.words.forEach(addWord);
    for (const { value } of call.environment) addWord(value, -1);
    for (const each of call.redirections) if ('file' in each) addWord(each.file, -1);
  }
  return all;
}

/** The reason why a line cannot be written for any shell; null if each of its words can be written. */
export function writeRefusal(calls: readonly Call[]): string | null {
  for (const { text, at, isFirst, call } of dataOf(calls)) {
    const unseen = new Set(PLAIN.test(text) ? null : text.match(UNSEEN));
    if (unseen.size > 0) return `holds ${[...unseen].map(codePoint).join(' ')}`;
    if (at < 0) continue;
    if (at === 0) return 'names a program';
    if (isReadTwice(call, at)) return 'is read as more than a word';
    if (isFirst && /^[-+@]/.test(text) && !isAfterItsOption(call, at)) return 'begins like an option';
  }
  return null;
}

/** Builtins that take names of variables, and builtins that take code or arithmetic (bash(1), SHELL BUILTIN COMMANDS). */
const NAMING: ReadonlySet<string> = new Set(['export', 'unset']);
const BEFORE_A_BUILTIN: ReadonlySet<string> = new Set(['command', 'builtin']);
const WORKING_OUT: ReadonlySet<string> = new Set([
  ...['.', '[', 'alias', 'declare', 'eval', 'exec', 'getopts', 'let', 'local', 'mapfile', 'printf', 'read', 'readarray', 'readonly'],
  ...['source', 'test', 'trap', 'typeset', 'wait'],
]);

/**
 * Whether a builtin would evaluate a word again. The subscript in `unset 'A[$(id)]'` is evaluated (bash(1), Arrays), so only names are
 * accepted.
 */
function isReadTwice({ words }: Call, at: number): boolean {
  // Only the first words are checked, because a line can have thousands of words.
  const first = words.find((each) => !BEFORE_A_BUILTIN.has(ownWordText(each)));
  const program = first === undefined ? '' : ownWordText(first);
  const word = words[at];
  return WORKING_OUT.has(program) || (NAMING.has(program) && (word === undefined || !VARIABLE.test(nameIn(word))));
}

/** The text before the first assignment sign in our source. */
function nameIn({ parts }: Word): string {
  let name = '';
  for (const part of parts) {
    if (part.kind !== 'text') return '';
    const [before = '', ...more] = part.isData ? [part.text] : part.text.split('=');
    name += before;
    if (more.length > 0) break;
  }
  return name;
}

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Options that take any next word as their value. After `--` there are no options (POSIX XBD 12.2, guideline 10). */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-e', '-f', '-x', '-in', '-out', '-file', '-keystore', '-connect', '-servername'],
  ...['--region', '--profile', '--proxy-user', '--region-name', '--image-criteria'],
]);

function isAfterItsOption({ words }: Call, at: number): boolean {
  const before = words.slice(0, at).map(ownWordText);
  return before.includes('--') || WITH_VALUE.has(before.at(-1) ?? '');
}

/** The text of a word that comes entirely from our own source, otherwise ''. */
export function ownWordText({ parts }: Word): string {
  const [part, ...more] = parts;
  return part?.kind === 'text' && !part.isData && more.length === 0 ? part.text : '';
}

/** Splits `NAME=value`, if our source has the sign. */
export function assignmentOf(word: Word): { name: string; value: Word } | null {
  const [first, second, ...others] = word.parts;
  if (first?.kind !== 'text') return null;
  const [given, sign, rest] = first.isData ? [first.text, second, others] : ['', first, word.parts.slice(1)];
  const [before, name = ''] = (sign?.kind === 'text' && !sign.isData && /^(\w*)=/.exec(sign.text)) || [];
  if (sign?.kind !== 'text' || before === undefined || !VARIABLE.test(given + name)) return null;
  const left = { ...sign, text: sign.text.slice(before.length) };
  return { name: given + name, value: { ...word, parts: left.text === '' && rest.length > 0 ? rest : [left, ...rest] } };
}

/** A variable name that every shell accepts (POSIX XBD 3.216). */
const VARIABLE = /^[A-Za-z_]\w*$/;

/** A line for each variable of a call; null if a word is not a valid name. */
export function variableLines({ words }: Call, lineOf: (name: string) => string): string | null {
  const names = words.slice(1).map(({ parts: [part] }) => (part?.kind === 'text' && VARIABLE.test(part.text) ? part.text : null));
  return names.includes(null) ? null : names.map((name) => lineOf(name ?? '')).join('\n');
}

/**
 * A comment in every shell. An interactive zsh takes `#` for a word (zshoptions(1), INTERACTIVE_COMMENTS), and `rem` of cmd.exe passes some
 * characters on, so only characters without a special meaning in any shell are kept.
 */
export function commentText(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:/+_-]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The comment in place of a line that cannot be written. */
export function refusedText([call]: readonly Call[], why: string): string {
  const [program] = call?.words ?? [];
  return `not written out, as a word of it ${why}: ${program === undefined ? 'a variable' : ownWordText(program)}`;
}
