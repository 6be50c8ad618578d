/** Unplanned ends at every place of the session: the terminal is restored, and the measurements are kept. */
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { belowShell, leftSane, programBelow } from '../support/below-shell.ts';
import { storedSessions } from '../support/files.ts';
import { launcher, newHome } from '../support/program.ts';
import { openTerminal, type PtyOptions, type Terminal } from '../support/pty.ts';
import { RUNNING, walkToFinish } from '../support/walker.ts';

const RUN_TIME = { timeout: 120_000 };
const DEMO = ['--demo', 'proxy-refuses-port'];
/** The scenario in which nothing answers for longer than a test lasts. */
const SILENT = ['--demo', 'no-direct-egress', '--timeout', '20000', '--deadline', '60000'];
/** Throws an error on demand. */
const FAULT = encodeURIComponent('process.on("SIGUSR2", () => { throw new TypeError("Heron4471") })');

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function kept(terminal: Terminal): Terminal {
  open.push(terminal);
  return terminal;
}

async function toResult(screen: Terminal): Promise<void> {
  await screen.shows('What is going wrong?');
  screen.press('2\r');
  await screen.shows('refuses port 8443');
}

/** Where the program is ended: how it is started, and how the test gets there. */
const PLACES: readonly { place: string; args: readonly string[]; reach(screen: Terminal): Promise<void>; measured: boolean }[] = [
  {
    place: 'while the program is loading',
    args: ['--from', 'laptop'],
    async reach(screen) {
      while (!screen.written().includes('\u001b[?1049h')) await new Promise((done) => setTimeout(done, 2));
    },
    measured: false,
  },
  {
    place: 'at a question',
    args: DEMO,
    async reach(screen) {
      await screen.shows('What is going wrong?');
      await screen.shows('? help');
    },
    measured: false,
  },
  {
    place: 'during a sweep',
    args: SILENT,
    async reach(screen) {
      await screen.shows('What is going wrong?');
      screen.press('1\r');
      await screen.shows(RUNNING);
    },
    measured: true,
  },
  {
    place: 'while watching',
    args: DEMO,
    async reach(screen) {
      await toResult(screen);
      screen.press('w');
      await screen.shows(/run \d/);
    },
    measured: true,
  },
  {
    place: 'in the preview of the bundle',
    args: DEMO,
    async reach(screen) {
      await toResult(screen);
      await walkToFinish(screen);
      screen.press('\r');
      await screen.shows(/\.zip, \d+ \w?B/);
    },
    measured: true,
  },
];

const ENDS = [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGUSR2', 70],
] as const;

const cases = PLACES.flatMap((place) => ENDS.map(([signal, status]) => ({ ...place, signal, status })));

describe.skipIf(!existsSync('/proc/self/task'))('a signal from outside', { concurrent: true }, () => {
  it.each(cases)(
    '$signal $place restores the terminal and exits with status $status',
    RUN_TIME,
    async ({ args, reach, measured, signal, status }) => {
      const options: PtyOptions = { env: { NODE_OPTIONS: `--import data:text/javascript,${FAULT}` } };
      const screen = kept(belowShell(args, options));
      await reach(screen);
      process.kill(programBelow(screen), signal);
      const said = (await leftSane(screen, status)).join('\n');
      expect(screen.written()).not.toContain('Heron4471');
      if (status === 70) expect(said).toContain('Sorry: gitpod-doctor itself failed.');
      else if (measured) expect(said).toMatch(/To continue the session:\n *.*gitpod-doctor(?:\.js)? --resume/);
    },
  );
});

describe.skipIf(!existsSync('/proc/self/task'))('a closed terminal window', { concurrent: true }, () => {
  it.each(PLACES)('ends the program $place, and the measurements are kept', RUN_TIME, async ({ args, reach, measured }) => {
    const screen = kept(openTerminal(args));
    await reach(screen);
    screen.hangUp();
    const alive = () => existsSync(`/proc/${screen.pid}/stat`);
    for (let tries = 0; tries < 100 && alive(); tries += 1) await new Promise((done) => setTimeout(done, 100));
    expect(alive()).toBe(false);
    if (measured) expect(storedSessions(screen.home).join('\n')).toContain('"type":"answered"');
  });
});

describe.skipIf(!existsSync('/bin/bash'))('Ctrl-Z in a shell', () => {
  it.each(PLACES.slice(2))('gives the terminal back $place, and fg shows the screen again', RUN_TIME, async ({ args, reach }) => {
    const screen = kept(openTerminal([], { command: ['bash', '--norc', '--noprofile', '-i'] }));
    screen.press(`PS1='$ '; clear; '${process.execPath}' '${launcher()}' ${args.join(' ')}\r`);
    await reach(screen);
    screen.press('\u001a');
    await screen.shows('Stopped');
    screen.press('stty -a\r');
    expect((await screen.shows(/[ ;]icanon/)).join('\n')).toMatch(/[ ;]echo[ ;]/);
    screen.press('fg\r');
    await screen.shows(/(q quit|\? help)$/);
    screen.press('\u0003\u0003');
    await screen.shows(/^\$ $|^\$$/);
    screen.press('exit\r');
    expect(await screen.ended).toMatchObject({ alternate: false, cursorHidden: false });
  });
});

describe.concurrent('--resume after kill -9 during a sweep', () => {
  it('continues with the stored observations, and does not measure them again', RUN_TIME, async () => {
    const home = newHome();
    const screen = kept(openTerminal(['--demo', 'resolver-silent', '--timeout', '3000'], { home }));
    await screen.shows('What is going wrong?');
    screen.press('9\r');
    // In the second step that takes long, with answers of the first step and a cause.
    await screen.shows('does not answer');
    screen.press('n');
    await screen.shows(/Gateway/);
    await screen.shows(RUNNING);
    screen.kill();
    await screen.ended;
    const before = observed(storedSessions(home)[0] ?? '');
    expect(before.length).toBeGreaterThan(0);
    const again = kept(openTerminal(['--resume'], { home }));
    await again.shows(/Continuing the session of .*: \d+ observations?/);
    again.press('n');
    await again.shows(/Cause|step [4-9] of/);
    again.press('\u0003\u0003');
    await again.ended;
    const newest = storedSessions(home).find((text) => text.includes('"type":"resumed"')) ?? '';
    const after = observed(newest);
    // Every earlier answer occurs once, and there are more.
    for (const id of before) expect(after.filter((each) => each === id)).toHaveLength(1);
    expect(after.length).toBeGreaterThan(before.length);
  });
});

/** Ids of the observations in a stored log, in order. */
function observed(log: string): string[] {
  return log
    .split('\n')
    .filter((line) => line.includes('"type":"observed"'))
    .map((line) => (JSON.parse(line) as { observation: { id: string } }).observation.id);
}
