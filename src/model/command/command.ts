/**
 * Commands for pasting, as values. Only `template.ts` makes a command. Its syntax is in our source, and each value from a report, a network
 * or a file is one word, which the renderers in `shells/` quote.
 */

/** `isData` is true for a value, and false for text of our source, which may have a meaning for a shell (a tilde). */
export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isData: boolean }
  | { readonly kind: 'home' }
  | { readonly kind: 'placeholder'; readonly name: string }
  /** The value of a variable, with text before and after the value if the variable is set. */
  | { readonly kind: 'variable'; readonly name: string; readonly before: string; readonly after: string }
  /** The output of other calls. */
  | { readonly kind: 'output'; readonly calls: readonly Call[] };

/** One argument, with any content. */
export interface Word {
  readonly parts: readonly WordPart[];
  /** The quotes in our source, if any, kept because people read them. */
  readonly quote: '"' | "'" | null;
}

export type Redirection =
  | { readonly how: 'from' | 'to' | 'append'; readonly stream: 0 | 1 | 2; readonly file: Word }
  | { readonly how: 'errors-to-output' };

export type CallOperator = '|' | '||' | '&&' | ';';

export interface Call {
  /** The operator between this call and the previous one. */
  readonly joined: CallOperator | null;
  readonly environment: readonly { readonly name: string; readonly value: Word }[];
  /** The program and its arguments; empty if only variables are set. */
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export type Line = { readonly kind: 'run'; readonly calls: readonly Call[] } | { readonly kind: 'comment'; readonly text: string };

declare const made: unique symbol;

/** Branded, so that a string or a similar object does not compile. */
export interface Command {
  readonly kind: 'command';
  readonly lines: readonly Line[];
  readonly [made]: true;
}

/** Text for pasting outside a shell: rules for a team, a change to a file, a policy. */
export interface Listing {
  readonly kind: 'listing';
  readonly of: 'rules' | 'change' | 'policy' | 'file' | 'names' | 'address';
  readonly text: string;
  readonly [made]: true;
}

/** Text for pasting that belongs to a fix. */
export type PastableText = Command | Listing;

/** Lines for a form, a file or a mail: text of our source unchanged, or one line per value. */
export function listing(of: Listing['of'], text: string | readonly string[]): Listing {
  const whole = typeof text === 'string' ? text : text.map((line) => line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\uFFFD')).join('\n');
  return { kind: 'listing', of, text: whole } as unknown as Listing;
}

/** The allowed forms of a rule, none of which has a meaning for a shell. */
const RULE =
  /^(?:allow outbound (?:TCP|UDP) \d+ to HOST|allow https:\/\/HOST\/\*|do not decrypt: HOST|exempt HOST from inspection)$/.source.replaceAll(
    'HOST',
    '[\\w.:*[\\]-]+',
  );

/** Whether every line of a text from another program is a rule. */
export function isRuleText(text: string): boolean {
  return text.split('\n').every((line) => new RegExp(RULE).test(line));
}

/** Repeats an option before each value, as grep expects its patterns. */
export function repeatOption(option: '-e', values: readonly string[]): Word[] {
  return values.flatMap((text) => [
    { parts: [{ kind: 'text', text: option, isData: false }], quote: null } as const,
    { parts: [{ kind: 'text', text, isData: true }], quote: null } as const,
  ]);
}

/** A path on this machine, as programs report it: a leading tilde is the home folder. */
export function pathWord(path: string): Word {
  return path.startsWith('~/')
    ? { parts: [{ kind: 'home' }, { kind: 'text', text: path.slice(1), isData: true }], quote: null }
    : // `./` before a leading dash, so that no program takes the path for an option (POSIX XBD 12.2, guideline 14).
      { parts: [{ kind: 'text', text: path.startsWith('-') ? `./${path}` : path, isData: true }], quote: null };
}
