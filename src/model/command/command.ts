/**
 * What people paste, as values. A command is made by the template of `template.ts` and nowhere else: what our source wrote is its
 * syntax, and what came from a report, a network or a file is data, one word each, which only the renderers of `shells/` quote.
 */

/** `text` of our own may carry meaning for a shell (a tilde); data never does. */
export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly isData: boolean }
  | { readonly kind: 'home' }
  | { readonly kind: 'placeholder'; readonly name: string }
  /** The value of a variable; where it is set, with these around it. */
  | { readonly kind: 'variable'; readonly name: string; readonly before: string; readonly after: string }
  /** What other calls print. */
  | { readonly kind: 'output'; readonly calls: readonly Call[] };

/** One argument, whatever is in it. */
export interface Word {
  readonly parts: readonly Part[];
  /** The quotes that our source wrote, where it wrote any: what is read by people stays as it was written. */
  readonly quote: '"' | "'" | null;
}

export type Redirection =
  | { readonly how: 'from' | 'to' | 'append'; readonly stream: 0 | 1 | 2; readonly file: Word }
  | { readonly how: 'errors-to-output' };

export type Joined = '|' | '||' | '&&' | ';';

export interface Call {
  /** What stands between it and the call before. */
  readonly joined: Joined | null;
  readonly environment: readonly { readonly name: string; readonly value: Word }[];
  /** The program and its arguments; none where only variables are set. */
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export type Line = { readonly kind: 'run'; readonly calls: readonly Call[] } | { readonly kind: 'comment'; readonly text: string };

declare const made: unique symbol;

/** A string is none, nor is an object that looks like one. */
export interface Command {
  readonly kind: 'command';
  readonly lines: readonly Line[];
  readonly [made]: true;
}

/** What is pasted and no shell reads: rules as a team writes them, a change to a file, a policy. */
export const LISTINGS = ['rules', 'change', 'policy', 'file', 'names', 'address'] as const;

export interface Listing {
  readonly kind: 'listing';
  readonly of: (typeof LISTINGS)[number];
  readonly text: string;
  readonly [made]: true;
}

/** What a fix hands over beside its words. */
export type Pasted = Command | Listing;

/** Lines for the form, the file or the mail of another person: a text of ours as it is, or lines of which each stays one. */
export function listing(of: Listing['of'], text: string | readonly string[]): Listing {
  const whole = typeof text === 'string' ? text : text.map((line) => line.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '\uFFFD')).join('\n');
  return { kind: 'listing', of, text: whole } as unknown as Listing;
}

/** The forms of rules, of which no line means anything to a shell. */
const RULE =
  /^(?:allow outbound (?:TCP|UDP) \d+ to HOST|allow https:\/\/HOST\/\*|do not decrypt: HOST|exempt HOST from inspection)$/.source.replaceAll(
    'HOST',
    '[\\w.:*[\\]-]+',
  );

/** Whether a text that another program wrote is rules and nothing else. */
export function isRules(text: string): boolean {
  return text.split('\n').every((line) => new RegExp(RULE).test(line));
}

/** One option before each of several values, as grep takes its patterns. */
export function each(option: '-e', values: readonly string[]): Word[] {
  return values.flatMap((text) => [
    { parts: [{ kind: 'text', text: option, isData: false }], quote: null } as const,
    { parts: [{ kind: 'text', text, isData: true }], quote: null } as const,
  ]);
}

/** A path of this machine, as programs report it: a tilde at its beginning means the home folder. */
export function pathWord(path: string): Word {
  return path.startsWith('~/')
    ? { parts: [{ kind: 'home' }, { kind: 'text', text: path.slice(1), isData: true }], quote: null }
    : // Before a dash, so that no program takes it for an option (POSIX XBD 12.2, guideline 14).
      { parts: [{ kind: 'text', text: path.startsWith('-') ? `./${path}` : path, isData: true }], quote: null };
}
