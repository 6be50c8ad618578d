/** The tree that a scaffold writes into: all of it is prepared first, so that a mistake in the words leaves no half behind. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that cannot be used: one line for the person, with the way out. */
export class Unusable extends Error {}

export interface Begun {
  written: readonly string[];
  toWrite: readonly string[];
  /** What the person has to know beside. */
  remarks?: readonly string[];
  /** What is run next. */
  next: string;
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** `rate-limited`; anything else is refused. */
export function nameIn(word: string | undefined): string {
  if (word === undefined || !NAME.test(word))
    throw new Unusable(`“${word ?? ''}” is no name: small letters and hyphens, such as rate-limited`);
  return word;
}

/** `rate-limited` as an identifier: `rateLimited`. */
export function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export class Tree {
  readonly #root: string;
  readonly #texts = new Map<string, string>();

  constructor(root = join(import.meta.dirname, '../..')) {
    this.#root = root;
  }

  read(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    if (!existsSync(join(this.#root, file))) throw new Unusable(`there is no ${file}`);
    return readFileSync(join(this.#root, file), 'utf8');
  }

  create(file: string, text: string): void {
    if (existsSync(join(this.#root, file))) throw new Unusable(`${file} exists already`);
    this.#texts.set(file, text);
  }

  /** Puts lines before the first line that matches; `what` names it where there is none. */
  insertBefore(file: string, wanted: (line: string, index: number, all: readonly string[]) => boolean, text: string, what: string): void {
    const all = this.read(file).split('\n');
    const index = all.findIndex(wanted);
    if (index < 0) throw new Unusable(`${file} has no ${what}; put it there by hand`);
    this.#texts.set(file, all.toSpliced(index, 0, text).join('\n'));
  }

  /** Changes the one place that matches. */
  replace(file: string, wanted: RegExp, by: string, what: string): void {
    const text = this.read(file);
    if (!wanted.test(text)) throw new Unusable(`${file} has no ${what}; put it there by hand`);
    this.#texts.set(file, text.replace(wanted, by));
  }

  write(): void {
    for (const [file, text] of this.#texts) writeFileSync(join(this.#root, file), text);
  }
}
