/**
 * Commands for PowerShell 5.1 and 7. A string in single quotes is literal; each character that PowerShell takes for a single quote (U+0027,
 * U+2018 to U+201B) is doubled (Microsoft Learn, about_Quoting_Rules and about_Parsing).
 */
import type { Call, Word, WordPart } from '../model/command/index.ts';
import { SAME_PROGRAMS } from './equivalents.ts';
import { translateCalls } from './translate.ts';
import { assignmentOf, ownWordText, variableLines } from './written.ts';

/** The command for PowerShell; null if there is no equivalent, empty if nothing needs to be done there. */
export function powershellLine(calls: readonly Call[]): string | null {
  const [call, ...more] = calls;
  const program = call?.words[0] === undefined ? '' : ownWordText(call.words[0]);
  if (call !== undefined && more.length === 0 && program === 'export') return exported(call);
  if (call !== undefined && more.length === 0 && program === 'unset') return variableLines(call, (name) => `Remove-Item Env:${name}`);
  if (program === 'echo' && calls.every(isEcho))
    return calls
      .map(({ words }) =>
        words
          .slice(1)
          .map((word) => powershellWord(word))
          .join(''),
      )
      .join('\n');
  return (
    translateCalls(
      calls,
      'powershell',
      (word) => powershellWord(word),
      (words) => words.join(', '),
    ) ?? sameProgram(calls)
  );
}

function isEcho({ joined, words, redirections }: Call): boolean {
  const [first, shown, ...more] = words;
  return (
    first !== undefined &&
    ownWordText(first) === 'echo' &&
    shown !== undefined &&
    more.length === 0 &&
    redirections.length === 0 &&
    joined !== '|'
  );
}

/** Variable names are case-insensitive in PowerShell, so the second of two spellings is dropped. */
function exported({ words }: Call): string | null {
  const lines = words.slice(1).map((word) => {
    const set = assignmentOf(word);
    if (set === null) return null;
    const [part, ...more] = set.value.parts;
    if (part?.kind === 'variable' && more.length === 0 && part.name.toUpperCase() === set.name.toUpperCase()) return '';
    const value = powershellWord(set.value, true);
    return value === null ? null : `$env:${set.name} = ${value}`;
  });
  return lines.includes(null) ? null : lines.filter((line) => line !== '').join('\n');
}

/**
 * Quotes words for a Windows program with a command line parser of its own. PowerShell 5.1 drops empty words and passes on quotes
 * unescaped; 7.3 does not.
 */
function sameProgram(calls: readonly Call[]): string | null {
  const lines = calls.map(({ joined, environment, words, redirections }, index) => {
    const [program, ...rest] = words;
    const name = program === undefined ? undefined : SAME_PROGRAMS[ownWordText(program)];
    const isLast = index === calls.length - 1;
    if (name === undefined || environment.length > 0 || (joined !== null && joined !== '|')) return null;
    const args = rest.map((word) => (isPassedOn(word) ? powershellWord(ownWordText(word) === '/dev/null' ? NUL : word) : null));
    const ends = redirections.map((each) => {
      if (each.how === 'errors-to-output') return '2>&1';
      if (ownWordText(each.file) !== '/dev/null') return isLast && each.how === 'to' && each.stream === 1 ? written(each.file) : null;
      return each.how === 'from' ? '' : `${each.stream === 2 ? '2' : ''}>$null`;
    });
    if (args.includes(null) || ends.includes(null)) return null;
    const isFed = redirections.some(({ how }) => how === 'from');
    return [...(isFed ? ['$null |'] : []), name, ...args, ...ends.filter((end) => end !== '')].join(' ');
  });
  return lines.includes(null) ? null : lines.join(' | ');
}

/** In PowerShell 5.1, `>` writes UTF-16, which few other programs read (about_Redirection). */
function written(file: Word): string | null {
  const path = powershellWord(file);
  return path === null ? null : `| Set-Content -Encoding utf8 -LiteralPath ${path}`;
}

const NUL: Word = { parts: [{ kind: 'text', text: 'NUL', isData: false }], quote: null };

function isPassedOn({ parts }: Word): boolean {
  const text = parts.map((part) => (part.kind === 'text' ? part.text : 'x')).join('');
  return text !== '' && !text.includes('"') && !/\s.*\\$/.test(text);
}

/** A word with a leading dash is split at a period or a colon, so only a simple option stays unquoted. */
const BARE = /^(?:--|-{1,2}[\w-]+|[A-Za-z_/\\][\w./\\:-]*|\d+|\d+\.\d+\.\d+\.\d+)$/;

export function powershellWord(word: Word, isValue = false): string | null {
  const { parts } = word;
  if (parts.some(({ kind }) => kind === 'output') || parts.some((part) => part.kind === 'variable' && part.name === '?')) return null;
  const text = plain(parts);
  const [first] = parts;
  // A quoted word with a leading dash is not a parameter.
  const isDash = first?.kind === 'text' && first.isData && first.text.startsWith('-');
  const isBare = !isValue && !isDash && word.quote === null;
  if (text !== null) return isBare && BARE.test(text) ? text : `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
  return `"${parts.map(inDouble).join('')}"`;
}

/** The text of a word; null if a part of it must be evaluated. */
function plain(parts: readonly WordPart[]): string | null {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'placeholder' ? `<${part.name}>` : null));
  return texts.includes(null) ? null : texts.join('');
}

function inDouble(part: WordPart): string {
  if (part.kind === 'home') return '$HOME';
  if (part.kind === 'placeholder') return `<${part.name}>`;
  if (part.kind === 'text') return part.text.replace(/[`$"\u201C-\u201E]/g, '`$&');
  if (part.kind === 'output') return '';
  const { name, before, after } = part;
  return before === '' && after === '' ? `\${env:${name}}` : `$(if (\${env:${name}}) { "${before}\${env:${name}}${after}" })`;
}
