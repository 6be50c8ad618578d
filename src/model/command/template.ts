/** The only module that makes commands: their syntax comes from our source, and values are data. */
import type { Command, Line, Word } from './command.ts';
import { fillLines, markOf } from './fill.ts';
import { parseCommand, parseWord, type TemplateValue } from './parse.ts';

/**
 * command`dig +short ${host}`: a host with spaces, quotes or `$(…)` in it is still one word. Each line is a command; one that begins with
 * `#` is a comment; `<host>` is a placeholder. It is parsed at its first use; with plain texts in it, only once for all of them.
 */
export function command(texts: TemplateStringsArray, ...fillings: readonly TemplateValue[]): Command {
  return made(() => (fillings.every(isPlainText) ? fillLines(parsedOnce(texts, fillings), fillings) : parseCommand(texts, fillings)));
}

const parsed = new WeakMap<TemplateStringsArray, readonly Line[]>();

/** The template with a mark at each value, because the parser does not examine values. */
function parsedOnce(texts: TemplateStringsArray, fillings: readonly unknown[]): readonly Line[] {
  const lines = parsed.get(texts) ?? parseCommand(texts, fillings.map(markOf));
  parsed.set(texts, lines);
  return lines;
}

/** An empty text changes how a template is parsed, because it is no part of a word. */
function isPlainText(value: TemplateValue): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

/** One word of a command, for use in several commands. */
export function word(texts: TemplateStringsArray, ...fillings: readonly TemplateValue[]): Word {
  return parseWord(texts, fillings);
}

/** Several commands, one below the other. */
export function commands(all: readonly Command[]): Command {
  return made(() => all.flatMap(({ lines }) => lines));
}

function made(taken: () => readonly Line[]): Command {
  let known: readonly Line[] | null = null;
  const made = {
    kind: 'command',
    get lines() {
      known ??= taken();
      return known;
    },
  };
  return made as unknown as Command;
}
