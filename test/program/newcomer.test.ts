/**
 * Somebody who has never seen the program gets to the text for the network team with what the footer says, in at most eight
 * key presses, and to the broken line of a proxy script in three. If this fails, the shortest way has become longer, or a hint no longer does what it says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../support/pty.ts';

const MAX_PRESSES = 8;
const DOWN = '\u001b[B';
const open: Terminal[] = [];

afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

/** A key, what the last line says about it before it is pressed, and what it leads to. */
type Press = readonly [key: string, hint: string, shows: string | RegExp];

const FROM_RESULT: readonly Press[] = [
  ['c', 'c request', 'For: '],
  ['c', 'c copy', "Sent to the terminal's clipboard."],
];
const WAYS: readonly (readonly [name: string, size: readonly [number, number], presses: readonly Press[]])[] = [
  [
    'is reached from the first screen by number',
    [140, 40],
    [['2', '1-9 jump', /› 2 /], ['\r', 'enter choose', /refuses port|GD106/], ...FROM_RESULT],
  ],
  [
    'is reached from the first screen by arrow keys',
    [80, 24],
    [[DOWN, '↑↓ choose', /› 2 /], ['\r', 'enter choose', /refuses port|GD106/], ...FROM_RESULT],
  ],
  [
    'is reached by Enter alone, after all checks',
    [60, 16],
    [['\r', 'enter choose', 'No problem found'], ['\r', 'n whole list', /refuses port|GD106/], ...FROM_RESULT],
  ],
];

/** The terminal after these key presses. */
async function pressed(scenario: string, [columns, rows]: readonly [number, number], presses: readonly Press[]): Promise<Terminal> {
  const screen = openTerminal(['--demo', scenario], { columns, rows });
  open.push(screen);
  await screen.shows('What is going wrong?');
  for (const [key, hint, shows] of presses) {
    // A picture may arrive in pieces, its last line last.
    await expect.poll(async () => (await screen.screen()).at(-1)).toContain(hint);
    screen.press(key);
    await screen.shows(shows);
  }
  return screen;
}

describe('the broken line of a proxy script', () => {
  it('is reached from “VS Code will not connect” in three key presses', { timeout: 60_000 }, async () => {
    const screen = await pressed(
      'pac-broken',
      [80, 24],
      [
        ['4', 'enter choose', /› 4 .*VS Code will not connect/],
        ['\r', 'enter choose', 'mistake in line 2'],
        ['e', 'e evidence', 'has a syntax error in line 2'],
      ],
    );
    expect((await screen.screen()).join(' ').replaceAll(/\s+/g, ' ')).toContain('line 2: “if (dnsDomainIs(host, "visualstudio.com))”');
  });
});

describe('the text for the network team', () => {
  it.each(WAYS)('%s', { timeout: 60_000 }, async (_, size, presses) => {
    const screen = await pressed('proxy-refuses-port', size, presses);
    expect(presses.length).toBeLessThanOrEqual(MAX_PRESSES);

    const folder = join(screen.home.state, 'gitpod-doctor', 'requests');
    const [file = ''] = readdirSync(folder);
    expect(file).toContain('GD106-network-team');
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain('8443');
    expect(text).toContain('us01.gitpod.dev');
    expect((await screen.screen()).join('').toLowerCase()).not.toContain('copied');
  });
});
