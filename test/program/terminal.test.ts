/** The terminal during the guided session: every exit restores it, it can have any size, and no key is lost. */
import { afterAll, describe, expect, it } from 'vitest';
import { leftSane, belowShell as openBelowShell } from '../support/below-shell.ts';
import { run } from '../support/program.ts';
import type { PtyOptions, Terminal } from '../support/pty.ts';
import { RUNNING } from '../support/walker.ts';

const RUN_TIME = { timeout: 120_000 };
const CTRL_C = '\u0003';

const open: Terminal[] = [];

afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function belowShell(args: readonly string[], options: PtyOptions = {}): Terminal {
  const opened = openBelowShell(args, options);
  open.push(opened);
  return opened;
}

/** The keys that lead to a screen, and its text. */
const SCREENS: readonly [name: string, way: readonly [keys: string, shows: string][], options?: PtyOptions][] = [
  ['the first question', []],
  ['the help', [['?', 'Show the keys and the status words']]],
  [
    'a text field',
    [
      ['8\r', 'What does the message say?'],
      ['curl: (6) Could not', 'curl: (6)'],
    ],
  ],
  ['a result', [['2\r', 'answers REFUSED']]],
  [
    'the evidence',
    [
      ['2\r', 'answers REFUSED'],
      ['e', 'back'],
    ],
  ],
  [
    'the request',
    [
      ['2\r', 'answers REFUSED'],
      ['c', 'back'],
    ],
  ],
  [
    'the question whether to leave',
    [
      ['2\r', 'answers REFUSED'],
      ['q', 'Leave now?'],
    ],
  ],
  [
    'the last screen',
    [
      ['2\r', 'answers REFUSED'],
      ['n', 'Write the bundle'],
    ],
  ],
];

describe.concurrent('Ctrl-C when no probe runs', () => {
  // CI alone changes nothing, because a terminal exists.
  it.each(SCREENS)('ends the program with 130 on %s', RUN_TIME, async (_, way) => {
    const screen = belowShell(['--demo', 'resolver-refuses'], { env: { CI: 'true', CONTINUOUS_INTEGRATION: '1' } });
    await screen.shows('What is going wrong?');
    for (const [keys, text] of way) {
      screen.press(keys);
      await screen.shows(text);
    }
    screen.press(CTRL_C);
    const said = await leftSane(screen, 130);
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThanOrEqual(20);
  });

  it('exits with 130 in a terminal that is too small', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-refuses'], { columns: 20, rows: 5 });
    await screen.shows('needed');
    screen.press(CTRL_C);
    await screen.ended;
    expect(screen.written()).toContain('status=130');
  });

  it('ends the program with 130 before the first frame', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-refuses']);
    // Sent repeatedly, because the first may arrive before the shell has started the program.
    const pressing = setInterval(() => screen.press(CTRL_C), 60);
    await screen.ended.finally(() => clearInterval(pressing));
    await leftSane(screen, 130);
  });
});

describe.concurrent('the screen while probes run', () => {
  it('stops the probes on the first Ctrl-C, and closes on the second', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-silent']);
    await screen.shows('What is going wrong?');
    screen.press('9\r');
    await screen.shows(RUNNING);
    screen.press(CTRL_C);
    await screen.shows('Ctrl-C again leaves');
    screen.press(CTRL_C);
    await leftSane(screen, 130);
  });

  it('closes at once when two Ctrl-C arrive together', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-silent']);
    await screen.shows('What is going wrong?');
    screen.press('9\r');
    await screen.shows(RUNNING);
    screen.press(CTRL_C + CTRL_C);
    await leftSane(screen, 130);
  });

  it('can be resized at any time, even to the size that shows only one sentence', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-silent']);
    await screen.shows('What is going wrong?');
    screen.press('9\r');
    await screen.shows(RUNNING);
    for (const [columns, rows] of [
      [140, 40],
      [60, 16],
      [20, 5],
      [100, 30],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      if (columns === 20) {
        await screen.shows('needed');
        continue;
      }
      await screen.shows(/^ .*(q quit|\? help)$/);
      await expect
        .poll(
          async () => {
            const cells = await screen.screen();
            return [
              cells[0]?.startsWith(' gitpod-doctor'),
              cells.filter((row) => row.includes('gitpod-doctor ')).length,
              /\? help/.test(cells.at(-1) ?? ''),
            ];
          },
          { timeout: 5000 },
        )
        .toEqual([true, 1, true]);
    }
    screen.press(CTRL_C + CTRL_C);
    await leftSane(screen, 130);
  });
});

describe.concurrent('the program in a terminal', () => {
  it('exits at once on q at the first question, with a few lines', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'healthy']);
    await screen.shows('What is going wrong?');
    screen.press('q');
    const said = await leftSane(screen, 3);
    expect(said.join('\n')).toContain('Nothing was measured');
    expect(said.join('\n')).toContain('No bundle was written');
    expect(said.length).toBeLessThanOrEqual(6);
  });

  it('exits with 3 on q at the first question, whatever the facts of this machine already show', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'no-network']);
    await screen.shows('Found here');
    screen.press('q');
    expect((await leftSane(screen, 3)).join('\n')).toContain('Nothing was measured');
  });

  it('accepts keys that are typed before the first frame, and does not echo them', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-refuses'], { early: '3' });
    const cells = await screen.shows('› 3');
    expect(cells[0]).toMatch(/^ gitpod-doctor/);
    screen.press(CTRL_C);
    await leftSane(screen, 130);
  });

  it('prints plain output on a dumb terminal', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'resolver-refuses', '--symptom', 'browser'], { env: { TERM: 'dumb' }, columns: 200, rows: 400 });
    await screen.ended;
    expect(screen.written()).toContain('status=1');
    expect(screen.written()).toContain('GD');
    expect(screen.written()).not.toContain('\u001b');
  });

  it('writes no escape sequence when there is no terminal, whatever FORCE_COLOR is', RUN_TIME, async () => {
    const { stdout, stderr } = await run(['--demo', 'resolver-refuses', '--symptom', 'browser'], { env: { NO_COLOR: '1' } });
    expect(stdout + stderr).not.toContain('\u001b');
  });
});
