/** The only module that makes commands: their syntax comes from our source, and values are data. */
import type { Command, Line, Word } from './command.ts';
import { parseCommand, parseWord, type TemplateValue } from './parse.ts';

/**
 * command`dig +short ${host}`: a host with spaces, quotes or `$(…)` in it is still one word. Each line is a command; one that begins with
 * `#` is a comment; `<host>` is a placeholder. It is parsed at its first use.
 */
export function command(texts: TemplateStringsArray, ...fillings: readonly TemplateValue[]): Command {
  return made(() => parseCommand(texts, fillings));
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
