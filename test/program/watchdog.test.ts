/** If these fail, a program with a hung main thread blocks a user's terminal or a pipeline job for ever. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { belowShell, childOf, leftSane, programBelow } from '../support/below-shell.ts';
import { storedSessions } from '../support/files.ts';
import { newFolder, newHome, start } from '../support/program.ts';
import { openTerminal, type Terminal } from '../support/pty.ts';

const RUN_TIME = { timeout: 120_000 };
const PRELOAD = fileURLToPath(new URL('../support/spinning.mjs', import.meta.url));
/** Nothing answers in this scenario, so a sweep lasts until its deadline. */
const SILENT = ['--demo', 'no-direct-egress'];
const SAID = 'Sorry: gitpod-doctor stopped responding and was ended. The measurements are kept';

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

/** `now` makes the main thread of the program hang. */
function spin(how: string): { env: Record<string, string>; now(): void } {
  const when = `${newFolder('spin')}/now`;
  execFileSync('mkfifo', [`${when}.pipe`]);
  return {
    env: { SPIN_WHEN: when, SPIN_HOW: how, NODE_OPTIONS: `--import ${PRELOAD}` },
    now: () => writeFileSync(when, ''),
  };
}

describe.skipIf(!existsSync('/proc/self/task')).concurrent('a main thread that hangs', () => {
  it.each(['loop', 'microtasks', 'a pipe without a writer'])(
    'ends the program with 70 after the deadline in %s, prints one line, and keeps the session',
    RUN_TIME,
    async (how) => {
      const { env, now } = spin(how);
      const running = start(['check', ...SILENT, '--jsonl', '--deadline', '3000'], { env });
      await running.says('"observed"');
      now();
      const { status, complaint, home } = await running.ended;
      expect(status).toBe(70);
      expect(complaint).toEqual([expect.stringContaining(SAID)]);
      expect(storedSessions(home).join('')).toContain('"type":"observed"');
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends the program with 70 long before the deadline when it ignores %s',
    RUN_TIME,
    async (signal) => {
      const { env, now } = spin('loop');
      const running = start(['--plain', '--symptom', 'whole-list', ...SILENT, '--deadline', '600000', '--no-store'], { env });
      await running.says('PASS');
      now();
      await setTimeout(300);
      running.child.kill(signal);
      const { status, complaint } = await running.ended;
      expect(status).toBe(70);
      expect(complaint.at(-1)).toBe('Sorry: gitpod-doctor stopped responding and was ended.');
    },
  );

  it('restores the terminal if a screen is open, and --resume continues the walk', RUN_TIME, async () => {
    const { env, now } = spin('loop');
    const home = newHome();
    const screen = belowShell([...SILENT, '--deadline', '3000'], { env, home });
    open.push(screen);
    await screen.shows('What is going wrong?');
    screen.press('1\r');
    await screen.shows(/\d+ of \d+ done/);
    now();
    expect((await leftSane(screen, 70)).join(' ')).toContain('stopped responding');
    const again = openTerminal(['--resume'], { home });
    open.push(again);
    await again.shows(/Continuing the session of .*: /);
    again.press('qy');
    await again.ended;
  });
});

describe.skipIf(!existsSync('/proc/self/task')).concurrent('a program that only seems to hang', () => {
  it('continues after a suspension that was longer than its deadline', RUN_TIME, async () => {
    const running = start(['check', 'host', 'dns', '--demo', 'healthy', '--jsonl', '--deadline', '1500']);
    await running.says('"sweep-started"');
    const program = childOf(running.child.pid ?? 0);
    process.kill(program, 'SIGSTOP');
    await setTimeout(7000);
    process.kill(program, 'SIGCONT');
    const { status, stderr } = await running.ended;
    expect(stderr).not.toContain('stopped responding');
    expect([0, 1, 3]).toContain(status);
  });

  it('is not ended while the user waits longer than the deadline', RUN_TIME, async () => {
    const screen = belowShell(['--demo', 'healthy', '--deadline', '1000']);
    open.push(screen);
    await screen.shows('What is going wrong?');
    await setTimeout(4000);
    process.kill(programBelow(screen), 'SIGTERM');
    await leftSane(screen, 143);
  });
});

it.skipIf(!existsSync('/proc/self/task'))('the program ends when its parent process is killed', RUN_TIME, async () => {
  const running = start(['check', ...SILENT, '--jsonl', '--deadline', '60000']);
  await running.says('"probe-started"');
  const program = childOf(running.child.pid ?? 0);
  running.child.kill('SIGKILL');
  await running.ended;
  for (let tries = 0; tries < 100 && existsSync(`/proc/${program}`); tries += 1) await setTimeout(100);
  expect(existsSync(`/proc/${program}`)).toBe(false);
});
