/** What the writers of all shells share: which words can be written at all, and comments that stay comments. */
import type { Call, Word } from '../model/command/index.ts';

export interface Writing {
  /** Data that looks like a placeholder is one: in explanations, whose facts are our own. */
  placeholders?: true;
}

/**
 * Controls, line breaks, marks that reorder or hide, halves of a letter. The line editor of a terminal acts on a control that is
 * pasted before any quote counts (readline(3), "bracketed paste"), and what cannot be seen should not be run.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

interface Data {
  text: string;
  /** In which word of this call it is; -1: in none, but in a file or a value of a variable. */
  at: number;
  /** It is the beginning of that word. */
  isFirst: boolean;
  call: Call;
}

/** What did not come from our own source. */
export function* dataOf(calls: readonly Call[]): Generator<Data> {
  for (const call of calls) {
    const more = [
      ...call.environment.map(({ value }) => value),
      ...call.redirections.flatMap((each) => ('file' in each ? [each.file] : [])),
    ];
    for (const [at, { parts }] of [...call.words, ...more].entries())
      for (const [index, part] of parts.entries()) {
        if (part.kind === 'output') yield* dataOf(part.calls);
        if (part.kind === 'text' && part.isData)
          yield { text: part.text, at: at < call.words.length ? at : -1, isFirst: index === 0, call };
      }
  }
}

/** Why a line is written in no shell; null: each of its words can be. */
export function refusal(calls: readonly Call[]): string | null {
  for (const { text, at, isFirst, call } of dataOf(calls)) {
    const unseen = new Set(text.match(UNSEEN));
    if (unseen.size > 0) return `holds ${[...unseen].map(codePoint).join(' ')}`;
    if (at < 0) continue;
    if (at === 0) return 'names a program';
    if (isReadTwice(call, at)) return 'is read as more than a word';
    if (isFirst && /^[-+@]/.test(text) && !isAfterItsOption(call, at)) return 'begins like an option';
  }
  return null;
}

/** Builtins that take names of variables, and those that take code or arithmetic (bash(1), SHELL BUILTIN COMMANDS). */
const NAMING: ReadonlySet<string> = new Set(['export', 'unset']);
const BEFORE_A_BUILTIN: ReadonlySet<string> = new Set(['command', 'builtin']);
const WORKING_OUT: ReadonlySet<string> = new Set([
  ...['.', '[', 'alias', 'declare', 'eval', 'exec', 'getopts', 'let', 'local', 'mapfile', 'printf', 'read', 'readarray', 'readonly'],
  ...['source', 'test', 'trap', 'typeset', 'wait'],
]);

/**
 * Whether a builtin works a word out once more after its quotes are gone: the subscript in `unset 'A[$(id)]'` runs (bash(1), Arrays),
 * so what is no name is none of its words.
 */
function isReadTwice({ words }: Call, at: number): boolean {
  // A line may have thousands of words, and each of them is asked about: the first ones decide.
  const first = words.find((each) => !BEFORE_A_BUILTIN.has(ownText(each)));
  const program = first === undefined ? '' : ownText(first);
  const word = words[at];
  return WORKING_OUT.has(program) || (NAMING.has(program) && (word === undefined || !VARIABLE.test(nameIn(word))));
}

/** What stands before the first sign of assignment that our source wrote. */
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

/** Options that take the next word for their value, whatever it is; behind `--` none is an option (POSIX XBD 12.2, guideline 10). */
const WITH_VALUE: ReadonlySet<string> = new Set([
  ...['-e', '-f', '-x', '-in', '-out', '-file', '-keystore', '-connect', '-servername'],
  ...['--region', '--profile', '--proxy-user', '--region-name', '--image-criteria'],
]);

function isAfterItsOption({ words }: Call, at: number): boolean {
  const before = words.slice(0, at).map(ownText);
  return before.includes('--') || WITH_VALUE.has(before.at(-1) ?? '');
}

/** The text of a word that is wholly of our own source, else ''. */
export function ownText({ parts }: Word): string {
  const [part, ...more] = parts;
  return part?.kind === 'text' && !part.isData && more.length === 0 ? part.text : '';
}

/** `NAME=value`, where our source wrote the sign between them. */
export function assignmentOf(word: Word): { name: string; value: Word } | null {
  const [first, second, ...others] = word.parts;
  if (first?.kind !== 'text') return null;
  const [given, sign, rest] = first.isData ? [first.text, second, others] : ['', first, word.parts.slice(1)];
  const [before, name = ''] = (sign?.kind === 'text' && !sign.isData && /^(\w*)=/.exec(sign.text)) || [];
  if (sign?.kind !== 'text' || before === undefined || !VARIABLE.test(given + name)) return null;
  const left = { ...sign, text: sign.text.slice(before.length) };
  return { name: given + name, value: { ...word, parts: left.text === '' && rest.length > 0 ? rest : [left, ...rest] } };
}

/** A name that every shell takes (POSIX XBD 3.216). */
const VARIABLE = /^[A-Za-z_]\w*$/;

/** A line for each variable that a call names; null where a word of it names none. */
export function namesLines({ words }: Call, lineOf: (name: string) => string): string | null {
  const names = words.slice(1).map(({ parts: [part] }) => (part?.kind === 'text' && VARIABLE.test(part.text) ? part.text : null));
  return names.includes(null) ? null : names.map((name) => lineOf(name ?? '')).join('\n');
}

/**
 * A comment that stays one. zsh takes `#` for a word where it is typed (zshoptions(1), INTERACTIVE_COMMENTS), and `rem` of cmd.exe
 * lets some signs through: only signs are left to which no shell gives a meaning.
 */
export function commentText(text: string): string {
  return text
    .replace(/[^\p{L}\p{N} .,:/+_-]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** In the place of a line that cannot be written. */
export function refusedText([call]: readonly Call[], why: string): string {
  const [program] = call?.words ?? [];
  return `not written out, as a word of it ${why}: ${program === undefined ? 'a variable' : ownText(program)}`;
}
