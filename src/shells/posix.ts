/** Commands for sh, dash, bash, zsh and ksh: quoting by POSIX XCU 2.2. */
import type { Call, Redirection, Word, WordPart } from '../model/command/index.ts';
import { assignmentOf, ownWordText, type WriteOptions } from './written.ts';

/** zsh expands `=name` as well as `~name`, so an unquoted word begins with neither (zshexpn(1), Filename Expansion). */
const BARE = /^(?!=)[\w.:/@%+,=-]+$/;

export function posixCalls(calls: readonly Call[], writing: WriteOptions): string {
  return calls
    .map((call) => `${call.joined === null ? '' : call.joined === ';' ? '; ' : ` ${call.joined} `}${posixCall(call, writing)}`)
    .join('');
}

function posixCall({ environment, words, redirections }: Call, writing: WriteOptions): string {
  const isExport = words[0] !== undefined && ownWordText(words[0]) === 'export';
  const assigned = ({ name, value }: { name: string; value: Word }) => `${name}=${posixWord(value, writing)}`;
  return [
    ...environment.map(assigned),
    ...words.map((word) => {
      const set = isExport ? assignmentOf(word) : null;
      return set === null ? posixWord(word, writing) : assigned(set);
    }),
    ...redirections.map((each) => posixRedirection(each, writing)),
  ].join(' ');
}

const SIGNS = { from: '<', to: '>', append: '>>' } as const;

function posixRedirection(redirection: Redirection, writing: WriteOptions): string {
  if (redirection.how === 'errors-to-output') return '2>&1';
  const sign = `${redirection.stream === 2 ? '2' : ''}${SIGNS[redirection.how]}`;
  const file = posixWord(redirection.file, writing);
  return file === '/dev/null' ? `${sign}${file}` : `${sign} ${file}`;
}

export function posixWord(word: Word, writing: WriteOptions): string {
  const parts = word.parts.map((part) => shown(part, writing));
  const [home, path] = parts;
  // Only an unquoted slash ends the tilde prefix (XCU 2.6.1).
  if (home?.kind === 'home' && path?.kind === 'text')
    return `~/${path.text === '/' ? '' : posixWord({ ...word, parts: [{ ...path, text: path.text.slice(1) }, ...parts.slice(2)] }, writing)}`;
  if (word.quote === null && parts.length > 0 && parts.every(isBare)) return together(parts, '~', writing);
  if (!parts.some(({ kind }) => kind === 'variable' || kind === 'output' || kind === 'home'))
    return quoted(together(parts, '', writing), word.quote);
  // `!` expands history even between double quotes (bash(1), HISTORY EXPANSION), so the word is composed of several quoted parts.
  if (parts.every((part) => part.kind !== 'text' || !/["$`\\!]/.test(part.text))) return `"${together(parts, '$HOME', writing)}"`;
  return parts.map((part) => (part.kind === 'text' ? quoted(part.text, null) : `"${together([part], '$HOME', writing)}"`)).join('');
}

function shown(part: WordPart, { placeholders }: WriteOptions): WordPart {
  const [, name] = (part.kind === 'text' && part.isData && placeholders === true && /^<([a-z][a-z -]*)>$/.exec(part.text)) || [];
  return name === undefined ? part : { kind: 'placeholder', name };
}

/** Text that our own source left unquoted stays unquoted. */
function isBare(part: WordPart): boolean {
  return part.kind !== 'text' || BARE.test(part.text) || (!part.isData && /^(?:\[|\]|=)$/.test(part.text));
}

function together(parts: readonly WordPart[], home: string, writing: WriteOptions): string {
  return parts
    .map((part, index) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'home') return home;
      if (part.kind === 'placeholder') return `<${part.name}>`;
      if (part.kind === 'output') return `$(${posixCalls(part.calls, writing)})`;
      const { name, before, after } = part;
      if (before !== '' || after !== '') return `\${${name}:+${before}$${name}${after}}`;
      const next = parts[index + 1];
      return next?.kind === 'text' && /^\w/.test(next.text) ? `\${${name}}` : `$${name}`;
    })
    .join('');
}

/** Single quotes protect every character except the single quote itself. A word that contains one is more readable in double quotes. */
function quoted(text: string, wish: Word['quote']): string {
  const isDouble = !/["$`\\!]/.test(text) && (wish === '"' || text.includes("'"));
  return isDouble ? `"${text}"` : singleQuoted(text);
}

/** Quotes any text as one word. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
