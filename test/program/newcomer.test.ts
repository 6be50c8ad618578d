/**
 * A new user reaches the cause, the text for its owner and the bundle with the keys that the footer shows, in few key presses. If this
 * fails, the shortest path has become longer, a cause no longer fits one screen, or a hint is wrong.
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

/** A key, its hint in the footer before it is pressed, and what it leads to. */
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
async function pressed(
  scenario: string,
  [columns, rows]: readonly [number, number],
  presses: readonly Press[],
  flags: readonly string[] = [],
): Promise<Terminal> {
  const screen = openTerminal(['--demo', scenario, ...flags], { columns, rows });
  open.push(screen);
  await screen.shows('What is going wrong?');
  for (const [key, hint, shows] of presses) {
    // A frame may arrive in chunks, its last line last.
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

  it('contains no word of --hide, neither in the clipboard nor in the file', { timeout: 60_000 }, async () => {
    const [, size, presses] = WAYS[1] as (typeof WAYS)[number];
    const screen = await pressed('proxy-refuses-port', size, presses, ['--hide', 'PROXY.example']);
    const folder = join(screen.home.state, 'gitpod-doctor', 'requests');
    const text = readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');
    const [, content = ''] = screen.written().split('\u001b]52;c;');
    const copied = Buffer.from(content.split('\u0007')[0] ?? '', 'base64').toString();
    expect(copied).toBe(text);
    expect(text).toContain('us01.gitpod.dev');
    expect(text).not.toMatch(/proxy\.example/i);
  });
});

/** A symptom, a network in which it has a cause, the title of the cause, and the owner. A pasted message takes one more Enter. */
const SYMPTOMS: readonly (readonly [name: string, key: string, scenario: string, title: string, owner: string])[] = [
  ['the browser', '1', 'name-sinkholed', 'app.gitpod.io', 'network / security team'],
  ['an offline runner', '2', 'proxy-refuses-port', 'refuses port 8443', 'network / security team'],
  ['an environment', '3', 'aws-endpoint-blocked', 'ssm and', 'AWS administrator'],
  ['VS Code', '4', 'redirect-target-blocked', 'vscode.download.prss.microsoft.com', 'network / security team'],
  ['JetBrains', '5', 'tls-intercepted', 'inspects TLS', 'network / security team'],
  ['ssh', '6', 'ssh-setting-overridden', 'overrides ProxyCommand', 'you'],
  ['the images', '7', 'ami-hidden-by-allowed-images', 'Allowed AMIs hides', 'AWS administrator'],
  ['a pasted message', '8', 'proxy-requires-login', 'requires a login', 'you'],
];
const PASTED = '\u001b[200~curl: (56) CONNECT tunnel failed, response 407\u001b[201~';

describe.concurrent('the demo at 80×24, from the symptom of', () => {
  it.each(SYMPTOMS)(
    '%s, shows cause and next step on one screen, the text to send after three keys and the bundle after five',
    { timeout: 120_000 },
    async (_, key, scenario, title, owner) => {
      const screen = openTerminal(['--demo', scenario], { columns: 80, rows: 24 });
      open.push(screen);
      await screen.shows('What is going wrong?');
      let keys = 0;
      const press = (typed: string) => {
        keys += 1;
        screen.press(typed);
      };
      press(key);
      await screen.shows(new RegExp(`› ${key} `));
      press('\r');
      if (key === '8') {
        await screen.shows('What does the message say?');
        screen.press(PASTED);
        await screen.shows(/\S▏/);
        screen.press('\r');
      }
      // The text after the step is on the screen, so the step itself is complete.
      const rows = await screen.shows('enter: every fix');
      const at = (words: string) => rows.findIndex((row) => row.includes(words));
      expect(rows.slice(3, at('Who acts')).join(' ').replace(/\s+/g, ' ')).toContain(title);
      expect(rows[at('Who acts')]).toContain(owner);
      expect(at('Next step (c)')).toBeGreaterThan(at('Who acts'));
      expect(at('enter: every fix')).toBeGreaterThan(at('Next step (c)'));
      press('c');
      await screen.shows(new RegExp(`For: (› 1  )?${owner}`));
      expect(keys).toBe(3);
      screen.press('b');
      await screen.shows('enter: every fix');
      keys -= 1;
      press('q');
      await screen.shows('Leave now?');
      press('w');
      await screen.shows(/\.zip, \d+ \w?B/);
      press('w');
      await screen.shows('The support bundle is written');
      expect(keys).toBe(5);
      expect(readdirSync(screen.home.folder).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
    },
  );
});
