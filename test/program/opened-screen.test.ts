/** A bundle and a comparison on a terminal. If one of these fails, the engineer who receives a bundle sees less than the customer saw. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Home, newHome, PATIENT, run } from '../support/program.ts';
import { openTerminal, type PtyOptions, type Terminal } from '../support/pty.ts';

const RUN_TIME = { timeout: 60_000 };
const open: Terminal[] = [];
let home: Home;
const bundle = (name: string) => join(home.folder, `${name}.zip`);

beforeAll(async () => {
  home = newHome();
  const made = (scenario: string) => run(['check', 'management', '--demo', scenario, ...PATIENT, '--bundle', bundle(scenario)], { home });
  // Written one after the other, so that the second report is the later one.
  for (const scenario of ['healthy', 'resolver-refuses']) await made(scenario);
}, 60_000);

afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function terminal(args: readonly string[], options: PtyOptions = {}): Terminal {
  const opened = openTerminal(args, { home, ...options });
  open.push(opened);
  return opened;
}

describe('open', () => {
  it('shows sender, place and time first, then the finding, its evidence and each measured step', RUN_TIME, async () => {
    const screen = terminal(['open', bundle('resolver-refuses')]);
    await screen.shows('every checksum is right');
    screen.press('1');
    await screen.shows('GD203');
    screen.press('e');
    await screen.shows('evidence');
    screen.press('b');
    await screen.shows('GD203');
    screen.press('t');
    await screen.shows('The path so far');
    await screen.shows(/Management plane/);
    // The last place is the step that was measured without a guided session.
    screen.press('G');
    await screen.shows(/› +\d+ .*Management plane/);
    screen.press('\r');
    await screen.shows('Does the Gitpod application answer?');
    await expect.poll(async () => (await screen.screen()).at(-1)).toContain('o origin');
    expect((await screen.screen()).at(-1)).not.toMatch(/re-run|watch/);
    screen.press('o');
    await screen.shows('every checksum is right');
    screen.press('q');
    expect((await screen.ended).status).toBe(1);
  });
});

describe('compare', () => {
  it.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])('at %i×%i shows what changed, opens the later report, and prints the changes on exit', RUN_TIME, async (columns, rows) => {
    const screen = terminal(['compare', bundle('healthy'), bundle('resolver-refuses')], { columns, rows });
    await screen.shows(/worse or new/);
    screen.press('\u001b[B');
    await screen.shows(/Worse/);
    screen.press('\r');
    await screen.shows('This session comes from a bundle');
    screen.press('=');
    await screen.shows(/worse or new/);
    screen.press('q');
    const { status, left, alternate } = await screen.ended;
    expect({ status, alternate }).toEqual({ status: 1, alternate: false });
    expect(left.join('\n')).toMatch(/worse or new/);
  });

  it('prints the same lines with --plain as to a pipe', RUN_TIME, async () => {
    const both = [bundle('healthy'), bundle('resolver-refuses')];
    const piped = await run(['compare', ...both], { home });
    const plain = terminal(['compare', '--plain', ...both]);
    const { status, left } = await plain.ended;
    expect([piped.status, status]).toEqual([1, 1]);
    expect(left[0]).toBe(piped.stdout.split('\n')[0]);
    expect(plain.written()).not.toContain('\u001b[?1049h');
  });

  it('masks names of both bare reports without --show-values, on the screen and in plain output', RUN_TIME, async () => {
    const bare = async (scenario: string) => {
      const { stdout } = await run(['check', '--demo', scenario, '--json'], { home });
      const path = join(home.folder, `${scenario}.json`);
      writeFileSync(path, stdout);
      return path;
    };
    const [before, after] = [await bare('tls-intercepted'), await bare('proxy-refuses-port')];
    const screen = terminal(['compare', before, after], { columns: 100, rows: 30 });
    await screen.shows('values: masked');
    await screen.shows(/^ +- GD307 tls-intercepted/);
    screen.press('\r');
    await screen.shows('This session comes from a');
    screen.press('q');
    await screen.ended;
    const [lines, page, markdown, many, json, masked] = await Promise.all(
      [[], ['--html'], ['--markdown'], [before], ['--json'], ['--json', '--mask']].map(
        async (more) => (await run(['compare', before, after, ...more], { home })).stdout,
      ),
    );
    const names = /Example Corp|proxy\.example\.internal/;
    for (const text of [screen.written(), lines, page, markdown, many, masked]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(names);
    }
    const shown = await run(['compare', before, after, '--show-values'], { home });
    for (const text of [shown.stdout, json])
      for (const name of ['Example Corp Inspection CA', 'proxy.example.internal:3128']) expect(text).toContain(name);
  });
});
