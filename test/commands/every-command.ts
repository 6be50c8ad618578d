/** The commands of every finding, with hostile words in the place of whatever their facts hold. */
import { RULES } from '../../src/diagnosis/registry.ts';
import type { Call, Command, Pasted, Word } from '../../src/model/command/index.ts';

/** With each text of a rule's example that stands for something replaced. */
export function commandsWith(hostile: string): { code: string; pasted: Pasted }[] {
  return RULES.flatMap(({ code, explanation }) => {
    const facts = replaced(explanation.example, hostile);
    return explanation.fixes(facts).flatMap(({ command }) => (command === undefined ? [] : [{ code, pasted: command }]));
  });
}

function replaced(value: unknown, hostile: string): unknown {
  if (typeof value === 'string') return /<[a-z]/.test(value) ? hostile : value;
  if (Array.isArray(value)) return value.map((each) => replaced(each, hostile));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, hostile)]));
}

/** The same command about something else. */
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

/** Each line by itself. */
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
