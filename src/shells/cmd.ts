/**
 * Commands for the prompt of cmd.exe. Between double quotes only `%` and `"` have a special meaning. A `%` is written outside the quotes,
 * after a caret, and the text after it begins with a quote, so that it names no variable (Microsoft Learn, "cmd" and "Parsing C
 * command-line arguments"). A word with `"` is refused: if the program is a batch file, as npm makes them, the word would be parsed twice.
 */
import type { Call, Word } from '../model/command/index.ts';
import { SAME_PROGRAMS } from './equivalents.ts';
import { translateCalls } from './translate.ts';
import { assignmentOf, ownWordText, variableLines } from './written.ts';

/** The command for cmd.exe; null if there is no equivalent. */
export function cmdLine(calls: readonly Call[]): string | null {
  const [call, ...more] = calls;
  const program = call?.words[0] === undefined ? '' : ownWordText(call.words[0]);
  if (call !== undefined && more.length === 0 && program === 'export') return exported(call);
  if (call !== undefined && more.length === 0 && program === 'unset') return variableLines(call, (name) => `set "${name}="`);
  return translateCalls(calls, 'cmd', ownWord, (words) => words.map((word) => `/c:${word}`).join(' ')) ?? sameProgram(calls);
}

function exported({ words }: Call): string | null {
  const lines = words.slice(1).map((word) => {
    const set = assignmentOf(word);
    if (set === null) return null;
    const [first, ...more] = set.value.parts;
    if (first?.kind === 'variable' && more.length === 0 && first.name.toUpperCase() === set.name.toUpperCase()) return '';
    const texts = set.value.parts.map((part) => {
      if (part.kind === 'text') return /[%"^!]/.test(part.text) ? null : part.text;
      if (part.kind === 'placeholder') return `<${part.name}>`;
      return part.kind === 'variable' && part.name !== '?' ? `${part.before}%${part.name}%${part.after}` : null;
    });
    if (texts.includes(null)) return null;
    const guarded = set.value.parts.find((part) => part.kind === 'variable' && part.before + part.after !== '');
    const all = `set "${set.name}=${texts.join('')}"`;
    if (guarded?.kind !== 'variable') return all;
    const rest = texts.filter((_, index) => set.value.parts[index] !== guarded).join('');
    return `if defined ${guarded.name} (${all}) else set "${set.name}=${rest}"`;
  });
  return lines.includes(null) ? null : lines.filter((line) => line !== '').join('\n');
}

function sameProgram(calls: readonly Call[]): string | null {
  const lines = calls.map(({ joined, environment, words, redirections }) => {
    const [program, ...rest] = words;
    const name = program === undefined ? undefined : SAME_PROGRAMS[ownWordText(program)];
    if (name === undefined || environment.length > 0) return null;
    const args = rest.map((word) => (ownWordText(word) === '/dev/null' ? 'NUL' : cmdWord(word)));
    const ends = redirections.map((each) => {
      if (each.how === 'errors-to-output') return '2>&1';
      const file = ownWordText(each.file) === '/dev/null' ? 'NUL' : cmdWord(each.file);
      return file === null
        ? null
        : `${each.how === 'from' ? '<' : `${each.stream === 2 ? '2' : ''}${each.how === 'to' ? '>' : '>>'}`}${file}`;
    });
    if (args.includes(null) || ends.includes(null) || joined === ';') return null;
    return `${joined === null ? '' : ` ${joined} `}${[name, ...args, ...ends].join(' ')}`;
  });
  return lines.includes(null) ? null : lines.join('');
}

const BARE = /^[\w./\\:@+-]+$/;

/** Quotes words of cmd.exe's built-in commands, because an option can follow a word without a space (`dir a/s`). */
function ownWord(word: Word): string | null {
  const hasSlash = word.parts.some((part) => part.kind === 'text' && part.isData && part.text.includes('/'));
  return cmdWord(hasSlash ? { ...word, quote: '"' } : word);
}

/** Refuses data after a slash, because many Windows programs take it for an option, quoted or not. */
export function cmdWord({ parts, quote }: Word): string | null {
  const [first] = parts;
  if (first?.kind === 'text' && first.isData && /^\/[^/\\]*$/.test(first.text)) return null;
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'placeholder') text += `<${part.name}>`;
    else return variable(parts);
  }
  if (quote === null && BARE.test(text)) return text;
  if (text.includes('"')) return null;
  if (text === '') return '""';
  return text
    .split(/(%)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '%' ? '^%' : `"${piece.replace(/\\+$/, '$&$&')}"`))
    .join('');
}

/** Writes a variable, or the home folder with a path. */
function variable([part, path, ...more]: Word['parts']): string | null {
  if (part?.kind === 'variable' && part.name !== '?' && path === undefined) return `"%${part.name}%"`;
  if (part?.kind !== 'home' || path?.kind !== 'text' || more.length > 0 || /[%"]/.test(path.text)) return null;
  return `"%USERPROFILE%${path.text.replace(/\\+$/, '$&$&')}"`;
}
