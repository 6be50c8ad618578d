/** Pasted commands with any text that a report, a network or a file may contain. If these fail, a copied line runs injected code. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Call, Command, Word } from '../../src/model/command/index.ts';
import { command } from '../../src/model/command/index.ts';
import { writeCommand } from '../../src/shells/index.ts';
import { about, commandsWith, dataIn, linesOf } from './every-command.ts';
import { HOSTILE, UNSEEN } from './hostile-words.ts';
import { runLines } from './run-posix.ts';
import { cmdTokens, powershellTokens } from './tokens.ts';

const HOME = 'the home folder';
const VARIABLES = { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a b', no_proxy: 'c', AWS_REGION: 'r', AWS_PROFILE: 'p' };

/** Each line of each finding, once with each word in every place; most lines are the same for several rules. */
const LINES: readonly Command[] = [
  ...new Map(
    HOSTILE.flatMap((word) => commandsWith(word).flatMap(({ pasted }) => (pasted.kind === 'command' ? linesOf(pasted) : []))).map(
      (line) => [JSON.stringify(line.lines), line],
    ),
  ).values(),
];
const WITH_DATA = LINES.filter((line) => dataIn(line).length > 0);

it('the sample has enough commands from all families of findings', () => {
  expect(WITH_DATA.length).toBeGreaterThan(1500);
  const codes = new Set(
    commandsWith('x').flatMap(({ code, pasted }) => (pasted.kind === 'command' && dataIn(pasted).length > 0 ? [code[2]] : [])),
  );
  expect([...codes].sort()).toEqual(['1', '2', '3', '6', '7', '8', '9']);
});

describe('commands for a POSIX shell', () => {
  const lines = LINES.map((line) => ({ line, text: writeCommand(line, 'posix') })).filter(({ line }) => !hasPlaceholder(line));
  const programs = [
    ...new Set(
      lines.flatMap(({ line }) => callsOf(line).flatMap(({ words: [first] }) => (first === undefined ? [] : [letters(first) ?? '']))),
    ),
  ].filter((name) => !['export', 'unset', 'command', 'echo', ''].includes(name));

  it.each([['sh'], ['bash'], ['dash']])('are parsed by %s without an error', (shell) => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: lines.map(({ text }) => text).join('\n'), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  // Typed into bash, where `!` in double quotes is history expansion, and read by dash.
  it.each<[string, readonly [string, ...string[]]]>([
    ['dash', ['dash']],
    ['bash at its prompt', ['bash', '--norc', '--noprofile', '-i']],
  ])('are run by %s with exactly the intended arguments', (_, shell) => {
    const { calls, isCanaryDead } = runLines(
      shell,
      lines.map(({ text }) => text),
      [...programs, 'calc'],
      VARIABLES,
    );
    expect(isCanaryDead).toBe(false);
    expect(calls).toHaveLength(lines.length);
    for (const [index, { line, text }] of lines.entries()) {
      const meant = text.startsWith('#') ? [] : expectedOf(line, programs);
      if (meant !== null)
        expect(
          calls[index]?.map((call) => call.map((word) => word.replace(/.*\/home(?=\/|$)/, HOME))),
          text,
        ).toEqual(meant);
    }
  });

  it('would run the planted program if an argument were not quoted', () => {
    expect(runLines(['dash'], ['dig h$(touch canary).aws'], ['dig'], {}).isCanaryDead).toBe(true);
    expect(runLines(['bash', '--norc', '--noprofile', '-i'], ['dig h`touch canary`'], ['dig'], {}).isCanaryDead).toBe(true);
  });
});

describe.each([
  ['powershell', powershellTokens, '# '],
  ['cmd', cmdTokens, 'rem '],
] as const)('commands for %s', (shell, tokensOf, comment) => {
  const OTHER = 'zqx7';

  it('keep their structure whatever their arguments contain', () => {
    let kept = 0;
    for (const line of WITH_DATA) {
      const [hostile] = new Set(dataIn(line).filter((text) => HOSTILE.includes(text)));
      if (hostile === undefined || dataIn(line).some((text) => text !== hostile)) continue;
      const text = writeCommand(line, shell);
      if (text.split('\n').every((each) => each.startsWith(comment))) {
        expect(text).toMatch(/^[\p{L}\p{N} .,:/+_#\n-]*$/u);
        continue;
      }
      kept += 1;
      const meant = tokensOf(writeCommand(about(line, OTHER), shell)).map((token) => token.replaceAll(OTHER, hostile));
      expect(tokensOf(text), text).toEqual(meant);
    }
    expect(kept).toBeGreaterThan(300);
  });

  it('would have other tokens if an argument were not quoted', () => {
    expect(tokensOf('ssh -- a&calc')).not.toEqual(['ssh', '--', 'a&calc']);
    expect(tokensOf('ssh -- "%PATH%"')).not.toEqual(shell === 'cmd' ? ['ssh', '--', '%PATH%'] : []);
  });
});

it.each(UNSEEN)('a command that contains %j is replaced by a comment that gives the reason', (word) => {
  for (const { pasted } of commandsWith(word))
    if (pasted.kind === 'command')
      for (const line of linesOf(pasted).filter((each) => dataIn(each).includes(word)))
        for (const shell of ['posix', 'powershell', 'cmd'] as const)
          expect(writeCommand(line, shell)).toMatch(/^(?:#|rem) not written out, as a word of it [\p{L}\p{N} .,:/+_-]*$/u);
});

it('the type Command accepts neither a plain string nor an object of the same shape', () => {
  // @ts-expect-error The type has one maker.
  const bare: Command = 'dig +short host';
  // @ts-expect-error The same in the shape of one.
  const alike: Command = { kind: 'command', lines: [] };
  expect([typeof bare, typeof alike, writeCommand(command`date -u`, 'posix')]).toEqual(['string', 'object', 'date -u']);
});

function callsOf({ lines }: Command): readonly Call[] {
  return lines.flatMap((line) => (line.kind === 'run' ? line.calls : []));
}

function hasPlaceholder(line: Command): boolean {
  return JSON.stringify(line.lines).includes('"kind":"placeholder"');
}

/** The program calls of a line, from its value; null if a shell evaluates a part. */
function expectedOf(line: Command, programs: readonly string[]): string[][] | null {
  const calls: string[][] = [];
  for (const { words, joined } of callsOf(line)) {
    const values = words.map(letters);
    if (joined === '||' || joined === '|' || !values.every((value) => value !== null)) return null;
    if (programs.includes(values[0] ?? '')) calls.push(values);
  }
  return calls;
}

function letters({ parts }: Word): string | null {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : part.kind === 'home' ? HOME : null));
  return texts.includes(null) ? null : texts.join('');
}
