/** `help [COMMAND]`, `--help` and `--version`: from the tables of commands and flags, without loading anything else. */
import { print } from '../../terminal/gate.ts';
import { COMMAND_NAMES, type CommandName, flagsByKind, flagText, pageOf } from '../arguments/commands.ts';
import { WALK_NAME } from '../arguments/flag-scope.ts';
import { FLAGS, type Flag, type FlagName } from '../arguments/flags.ts';
import { nearest, usageError } from '../arguments/usage.ts';
import { VERSION } from '../version.ts';

const WIDTH = 100;
/** The guided session has no command word, so the help calls it by this name. */
const SESSION = 'session';

export function version(): number {
  print(VERSION);
  return 0;
}

export function help([word, ...more]: readonly string[]): number {
  if (word === undefined) {
    print(frontPage().join('\n'));
    return 0;
  }
  const name = word === SESSION ? WALK_NAME : COMMAND_NAMES.find((each) => each === word);
  if (name === undefined || more.length > 0) {
    const near = nearest(word, [...COMMAND_NAMES, SESSION]);
    throw usageError(
      more.length > 0 ? 'help takes one command.' : 'There is no command of that name.',
      near === null ? 'See: gitpod-doctor --help' : `Did you mean: gitpod-doctor help ${near}`,
    );
  }
  print(commandPage(name).join('\n'));
  return 0;
}

/** Commands with an example on the first page. Each other command has one line. */
const FIRST: readonly (readonly [string, CommandName | typeof WALK_NAME])[] = [
  ['', WALK_NAME],
  ['check gateway dns', 'check'],
  ['request --for network-team', 'request'],
  ['open incident.zip', 'open'],
  ['explain GD307', 'explain'],
];

/** The first page, with at most 25 lines. */
function frontPage(): string[] {
  const others = COMMAND_NAMES.filter((name) => !FIRST.some(([, first]) => first === name) && name !== 'help');
  return [
    'Finds the cause when Gitpod (Ona) does not work behind a corporate network, names who can',
    'fix it, and writes what to send them. It changes nothing and uploads nothing.',
    '',
    ...table([
      ...FIRST.map(([typed, name]) => [typedLine(typed), pageOf(name).summary] as const),
      [typedLine('--demo tls-intercepted'), 'try it on a pretend network; --demo list names them'] as const,
    ]),
    '',
    'More commands',
    ...table(others.map((name) => [name, pageOf(name).summary] as const)),
    '',
    'gitpod-doctor help COMMAND shows flags and examples; help session is about the guided session.',
    'Exit status: 0 every check that counts passed, 1 a check failed, 2 wrong usage, 3 inconclusive,',
    '4 a file cannot be used, 70 internal error, 130 stopped, 141 output pipe closed.',
  ];
}

/** The usage, flags and examples of one command. */
function commandPage(command: CommandName | typeof WALK_NAME): string[] {
  const { usage: typed, summary, examples, words, ends } = pageOf(command);
  return [
    ...typed.map((each, index) => `${index === 0 ? 'Usage: ' : '       '}${typedLine(each)}`.trimEnd()),
    '',
    `${summary.replace(/^./, (first) => first.toUpperCase())}.`,
    '',
    'Examples',
    ...examples.flatMap(([each, purpose]) => [`  ${typedLine(each)}`, ...(purpose === '' ? [] : [`      ${purpose}`])]),
    ...(words === undefined ? [] : ['', ...folded(`Takes: ${words.join(' ')}`, '')]),
    ...flagsByKind(command).flatMap(([kind, names]) => ['', kind, ...names.flatMap(flagLines)]),
    ...(ends === undefined ? [] : ['', `Exit status: ${ends}.`]),
  ];
}

const typedLine = (words: string) => `gitpod-doctor ${words}`.trimEnd();

const COLUMN = 30;

function flagLines(name: FlagName): string[] {
  const { help: meaning, multiple, values }: Flag = FLAGS[name];
  const text = flagText(name);
  const isLong = text.length > COLUMN;
  const said = [
    meaning,
    ...(isLong && values !== undefined ? [`: ${values.join(' ')}`] : []),
    ...(multiple === true ? [' (repeatable)'] : []),
  ];
  const left = `  ${isLong ? `--${name} …` : text}`;
  const lines = folded(said.join(''), ' '.repeat(COLUMN));
  return left.length > COLUMN - 2 ? [left, ...lines] : [left.padEnd(COLUMN) + (lines[0] ?? '').trimStart(), ...lines.slice(1)];
}

/** Wraps words at the width, and indents each line. */
function folded(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line = line.trim() === '' ? line + word : `${line} ${word}`;
  }
  return [...lines, line];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
