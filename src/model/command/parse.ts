/**
 * Parses a command template: the subset of POSIX shell grammar that commands for people need (XCU 2.3, 2.7, 2.10). Only the template's
 * literal text is parsed; an interpolated value becomes part of a word and is never parsed.
 */
import type { Call, CallOperator, Command, Line, Redirection, Word, WordPart } from './command.ts';

/** A value in a command: a word or part of one, several words, or a command whose calls continue from here. */
export type TemplateValue = string | number | Word | Command | readonly (string | Word)[];

interface Building {
  joined: CallOperator | null;
  environment: { name: string; value: Word }[];
  words: Word[];
  redirections: Redirection[];
}

const REDIRECTIONS: readonly [string, Omit<Extract<Redirection, { file: Word }>, 'file'>][] = [
  ['2>>', { how: 'append', stream: 2 }],
  ['2>', { how: 'to', stream: 2 }],
  ['>>', { how: 'append', stream: 1 }],
  ['>', { how: 'to', stream: 1 }],
  ['<', { how: 'from', stream: 0 }],
];

export function parseCommand(texts: readonly string[], fillings: readonly TemplateValue[]): Line[] {
  return new Parser(texts, fillings).lines();
}

export function parseWord(texts: readonly string[], fillings: readonly TemplateValue[]): Word {
  return new Parser(texts, fillings).alone();
}

class Parser {
  private readonly items: (string | { readonly filling: TemplateValue })[];
  private at = 0;

  constructor(texts: readonly string[], fillings: readonly TemplateValue[]) {
    this.items = texts.flatMap((text, index) => {
      const filling = fillings[index];
      return [...text, ...(filling === undefined ? [] : [{ filling }])];
    });
  }

  alone(): Word {
    const word = this.word();
    if (this.at < this.items.length) throw new Error('This is more than a word.');
    return word;
  }

  lines(): Line[] {
    const lines: Line[] = [];
    while (this.at < this.items.length) {
      this.skip(/[\s]/);
      if (this.at >= this.items.length) break;
      if (this.next() === '#') lines.push({ kind: 'comment', text: this.comment() });
      else lines.push({ kind: 'run', calls: this.calls('\n') });
    }
    return lines;
  }

  /** Parses up to the end of the line or substitution. */
  private calls(end: '\n' | ')'): Call[] {
    const calls: Building[] = [begun(null)];
    for (;;) {
      this.skip(/[ \t]/);
      const last = calls.at(-1) as Building;
      const item = this.items[this.at];
      if (item === undefined || item === end) {
        this.at += 1;
        return calls;
      }
      const operator = this.operator();
      if (operator !== null) calls.push(begun(operator));
      else if (typeof item !== 'string' && isCommand(item.filling)) this.goOn(calls, item.filling);
      else if (typeof item !== 'string' && isSeveral(item.filling)) {
        this.at += 1;
        last.words.push(...item.filling.map(wordOf));
      } else if (!this.redirection(last)) this.wordOrVariable(last);
    }
  }

  private goOn(calls: Building[], { lines }: Command): void {
    this.at += 1;
    const [line] = lines;
    if (lines.length !== 1 || line?.kind !== 'run') throw new Error('Only a command of one line goes into another.');
    const [first, ...more] = line.calls;
    const last = calls.at(-1) as Building;
    last.environment.push(...(first?.environment ?? []));
    last.words.push(...(first?.words ?? []));
    last.redirections.push(...(first?.redirections ?? []));
    calls.push(
      ...more.map((call) => ({
        ...call,
        environment: [...call.environment],
        words: [...call.words],
        redirections: [...call.redirections],
      })),
    );
  }

  private operator(): CallOperator | null {
    if (!'|&;('.includes(this.next() ?? ' ')) return null;
    for (const operator of ['||', '&&', '|', ';'] as const) if (this.take(operator)) return operator;
    if (this.next() === '&' || this.next() === '(') throw new Error('Neither jobs nor subshells are part of a command.');
    return null;
  }

  private redirection(into: Building): boolean {
    if (!'2<>'.includes(this.next() ?? ' ')) return false;
    if (this.take('2>&1')) return into.redirections.push({ how: 'errors-to-output' }) > 0;
    if (this.placeholder(false) !== null) return false;
    const kind = REDIRECTIONS.find(([sign]) => this.take(sign));
    if (kind === undefined) return false;
    this.skip(/[ \t]/);
    into.redirections.push({ ...kind[1], file: this.word() });
    return true;
  }

  private wordOrVariable(into: Building): void {
    const from = this.at;
    const name = into.words.length === 0 ? this.matched(/^([A-Za-z_]\w*)=/) : null;
    if (name === null) into.words.push(this.word());
    if (this.items[from] === '#') throw new Error('A comment has a line of its own, as not every shell takes one behind a command.');
    if (this.at === from) throw new Error('A command holds a sign that is none of its grammar.');
    if (name !== null) into.environment.push({ name, value: this.word() });
  }

  private word(): Word {
    const parts: WordPart[] = [];
    let quote: Word['quote'] = null;
    if (this.next() === '~') this.home(parts);
    for (let item = this.items[this.at]; item !== undefined && !isEnd(item); item = this.items[this.at]) {
      const name = this.placeholder(true);
      if (name !== null) parts.push({ kind: 'placeholder', name });
      else if (item === '>' || item === '<') break;
      else if (item === "'" || item === '"') {
        this.at += 1;
        quote ??= item;
        this.quoted(item, parts);
      } else if (item === '=' && this.items[this.at + 1] === '~') {
        this.plain(parts);
        this.home(parts);
      } else {
        quote ??= typeof item !== 'string' && isWord(item.filling) ? item.filling.quote : null;
        this.one(parts, false);
      }
    }
    return { parts: joined(parts), quote };
  }

  /** Keeps a tilde before a slash as our own text, so that the shell expands it (XCU 2.6.1). */
  private home(parts: WordPart[]): void {
    if (this.items[this.at + 1] !== '/') return;
    this.at += 1;
    parts.push({ kind: 'home' });
  }

  private quoted(by: '"' | "'", parts: WordPart[]): void {
    while (!this.take(by)) {
      if (this.at >= this.items.length) throw new Error('A quote is not closed.');
      const name = this.placeholder(true);
      if (name !== null) parts.push({ kind: 'placeholder', name });
      else if (by === "'") this.plain(parts);
      else this.one(parts, true);
    }
    parts.push({ kind: 'text', text: '', isData: false });
  }

  private one(parts: WordPart[], isQuoted: boolean): void {
    const set = this.next() === '$' ? this.variable() : null;
    if (set !== null) parts.push(set);
    else if (this.take('$(')) parts.push({ kind: 'output', calls: this.calls(')') });
    else {
      if (this.next() === '\\' && (!isQuoted || /[$`"\\]/.test(String(this.items[this.at + 1])))) this.at += 1;
      this.plain(parts);
    }
  }

  private variable(): WordPart | null {
    const name = this.matched(/^\$(\w+|\?)/) ?? this.matched(/^\$\{(\w+)\}/);
    if (name !== null) return { kind: 'variable', name, before: '', after: '' };
    const found = /^\$\{(\w+):\+([^$}]*)\$\1([^$}]*)\}/.exec(this.ahead());
    if (found === null) return null;
    this.at += found[0].length;
    const [, given = '', before = '', after = ''] = found;
    return { kind: 'variable', name: given, before, after };
  }

  private plain(into: WordPart[]): void {
    const item = this.items[this.at];
    this.at += 1;
    if (item === undefined) throw new Error('A command ends within a word.');
    if (typeof item === 'string') into.push({ kind: 'text', text: item, isData: false });
    else if (isCommand(item.filling) || isSeveral(item.filling)) throw new Error('A command and several words need a place of their own.');
    else into.push(...wordOf(item.filling).parts);
  }

  private comment(): string {
    let text = '';
    this.at += 1;
    for (let item = this.items[this.at]; item !== undefined && item !== '\n'; item = this.items[this.at]) {
      text += typeof item === 'string' ? item : textOf(item.filling);
      this.at += 1;
    }
    return text.trim();
  }

  private placeholder(taken: boolean): string | null {
    const name = this.next() === '<' ? (/^<([a-z][a-z -]*)>/.exec(this.ahead())?.[1] ?? null) : null;
    if (name !== null && taken) this.at += name.length + 2;
    return name;
  }

  private matched(pattern: RegExp): string | null {
    const found = pattern.exec(this.ahead());
    if (found === null) return null;
    this.at += found[0].length;
    return found[1] ?? null;
  }

  /** Our own text before the next value. */
  private ahead(): string {
    let text = '';
    for (let at = this.at; typeof this.items[at] === 'string'; at += 1) text += this.items[at];
    return text;
  }

  private next(): string | null {
    const item = this.items[this.at];
    return typeof item === 'string' ? item : null;
  }

  private take(sign: string): boolean {
    // Compares the first letter before the rest, because it nearly always differs.
    const here = this.items[this.at] === sign[0] && [...sign].every((letter, index) => this.items[this.at + index] === letter);
    if (here) this.at += sign.length;
    return here;
  }

  private skip(what: RegExp): void {
    while (what.test(this.next() ?? '')) this.at += 1;
  }
}

function begun(joinedBy: CallOperator | null): Building {
  return { joined: joinedBy, environment: [], words: [], redirections: [] };
}

function isEnd(item: string | object): boolean {
  return typeof item === 'string' && /[\s|;&()]/.test(item);
}

function isCommand(filling: TemplateValue): filling is Command {
  return typeof filling === 'object' && 'lines' in filling;
}

function isSeveral(filling: TemplateValue): filling is readonly (string | Word)[] {
  return Array.isArray(filling);
}

function isWord(filling: TemplateValue): filling is Word {
  return typeof filling === 'object' && 'parts' in filling;
}

function wordOf(filling: string | number | Word): Word {
  return typeof filling === 'object' ? filling : { parts: [{ kind: 'text', text: String(filling), isData: true }], quote: null };
}

function textOf(filling: TemplateValue): string {
  return typeof filling === 'object' ? '' : String(filling);
}

/** Joins adjacent letters to one text. */
function joined(parts: readonly WordPart[]): WordPart[] {
  const all: WordPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.kind === 'text' && part.kind === 'text' && last.isData === part.isData)
      all[all.length - 1] = { ...last, text: last.text + part.text };
    else all.push(part);
  }
  return all.length > 1 ? all.filter((part) => part.kind !== 'text' || part.text !== '') : all;
}
