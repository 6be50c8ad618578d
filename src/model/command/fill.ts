/** Replaces the marks in a parsed template by its values. */
import type { Call, Line, Word } from './command.ts';

type Values = readonly (string | number)[];

/** Our own source has no control characters but line breaks. */
export const markOf = (_: unknown, at: number) => `\0${at}\0`;
const MARK = /\0(\d+)\0/g;

export function fillLines(lines: readonly Line[], values: Values): readonly Line[] {
  if (values.length === 0) return lines;
  return lines.map((line) =>
    line.kind === 'run'
      ? { kind: 'run', calls: fillCalls(line.calls, values) }
      : { kind: 'comment', text: fillText(line.text, values).trim() },
  );
}

function fillCalls(calls: readonly Call[], values: Values): Call[] {
  return calls.map(({ joined, environment, words, redirections }) => ({
    joined,
    environment: environment.map(({ name, value }) => ({ name, value: fillWord(value, values) })),
    words: words.map((word) => fillWord(word, values)),
    redirections: redirections.map((each) => ('file' in each ? { ...each, file: fillWord(each.file, values) } : each)),
  }));
}

/** A word without a value needs no filling. */
function fillWord(word: Word, values: Values): Word {
  if (word.parts.every((part) => part.kind !== 'output' && !(part.kind === 'text' && part.isData))) return word;
  const parts = word.parts.map((part) => {
    if (part.kind === 'output') return { ...part, calls: fillCalls(part.calls, values) };
    return part.kind === 'text' && part.isData ? { ...part, text: fillText(part.text, values) } : part;
  });
  return { parts, quote: word.quote };
}

function fillText(text: string, values: Values): string {
  return text.replace(MARK, (_, at: number) => String(values[at]));
}
