/** The commands of every finding, with hostile words in place of every value. */
import { RULES } from '../../src/diagnosis/rules/registry.ts';
import type { Call, Command, PastableText, Word } from '../../src/model/command/index.ts';

/**
 * Replaces each value in a rule's example, and then each other text one by one, because a fixed word of the example may vary in real facts.
 * If replacing a text is impossible, the rule has no words for another text.
 */
export function commandsWith(hostile: string): { code: string; pasted: PastableText }[] {
  return RULES.flatMap(({ code, example, fixes }) => {
    const examples = [
      replaced(example, hostile, isPlaceholder),
      ...closedWords(example).map((at) => replaced(example, hostile, (_, path) => path === at)),
    ];
    return examples.flatMap((facts, index) => {
      try {
        return fixes(facts).flatMap(({ command }) => (command === undefined ? [] : [{ code, pasted: readable(command) }]));
      } catch (error) {
        if (index === 0) throw error;
        return [];
      }
    });
  });
}

/** A command is parsed at its first use. */
function readable(pasted: PastableText): PastableText {
  if (pasted.kind === 'command') void pasted.lines;
  return pasted;
}

function isPlaceholder(text: string): boolean {
  return /<[a-z]/.test(text);
}

/** Paths of the fixed words. */
function closedWords(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return isPlaceholder(value) ? [] : [path];
  return value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, each]) => closedWords(each, `${path}/${name}`));
}

function replaced(value: unknown, hostile: string, isMeant: (text: string, path: string) => boolean, path = ''): unknown {
  if (typeof value === 'string') return isMeant(value, path) ? hostile : value;
  if (Array.isArray(value)) return value.map((each, index) => replaced(each, hostile, isMeant, `${path}/${index}`));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, hostile, isMeant, `${path}/${name}`)]));
}

/** The same command with another value. */
export function about(command: Command, text: string): Command {
  const ofWord = (word: Word): Word => ({
    ...word,
    parts: word.parts.map((part) =>
      part.kind === 'text' && part.isData ? { ...part, text } : part.kind === 'output' ? { ...part, calls: part.calls.map(ofCall) } : part,
    ),
  });
  const ofCall = (call: Call): Call => ({
    ...call,
    environment: call.environment.map(({ name, value }) => ({ name, value: ofWord(value) })),
    words: call.words.map(ofWord),
    redirections: call.redirections.map((each) => ('file' in each ? { ...each, file: ofWord(each.file) } : each)),
  });
  const lines = command.lines.map((line) => (line.kind === 'run' ? { ...line, calls: line.calls.map(ofCall) } : line));
  return { kind: 'command', lines } as unknown as Command;
}

/** Each line separately. */
export function linesOf(command: Command): Command[] {
  return command.lines.map((line) => ({ kind: 'command', lines: [line] }) as unknown as Command);
}

export function dataIn(command: Command): string[] {
  const ofWord = ({ parts }: Word): string[] =>
    parts.flatMap((part) => (part.kind === 'text' && part.isData ? [part.text] : part.kind === 'output' ? part.calls.flatMap(ofCall) : []));
  const ofCall = ({ environment, words, redirections }: Call): string[] =>
    [...environment.map(({ value }) => value), ...words, ...redirections.flatMap((each) => ('file' in each ? [each.file] : []))].flatMap(
      ofWord,
    );
  return command.lines.flatMap((line) => (line.kind === 'run' ? line.calls.flatMap(ofCall) : []));
}
