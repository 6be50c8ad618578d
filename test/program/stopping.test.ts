/** Unplanned ends: a closed pipe, signals, the deadline. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/model/report.ts';
import { storedSessions } from '../support/files.ts';
import { environment, launcher, newHome, run, start } from '../support/program.ts';

const RUN_TIME = { timeout: 120_000 };
/** Resolvers are silent here, so a sweep takes seconds and can be interrupted. */
const SLOW = ['check', '--demo', 'resolver-silent'];

/**
 * What half a second of work takes at most on this machine, by the present start-up time of the program, because others may use the
 * machine.
 */
async function shortlyMs(): Promise<number> {
  const before = performance.now();
  await run(['--version']);
  return 500 + 2 * (performance.now() - before);
}

describe.concurrent('a closed pipe on stdout', () => {
  it.each([
    ['before the program writes anything', ['check', 'host', '--demo', 'healthy', '--json'], 0],
    ['after reading the beginning of a document', ['check', '--demo', 'proxy-requires-login', '--json'], 1],
    ['after reading the first event', ['check', '--demo', 'proxy-requires-login', '--jsonl'], 1],
    ['before the help is printed', ['--help'], 0],
    ['before the version is printed', ['--version'], 0],
  ])('ends the program with 141 and no message when the pipe is closed %s', RUN_TIME, async (_, args, bytes) => {
    const home = newHome();
    const child = spawn(process.execPath, [launcher(), ...args], { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    if (bytes === 0) child.stdout.destroy();
    else child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 141, stderr: '' });
  });
});

describe.skipIf(!existsSync('/dev/full'))('a full disk behind stdout', () => {
  it.each([[['--help']], [['check', 'host', '--demo', 'healthy', '--json']]])(
    'ends %j with status 4 and one line',
    RUN_TIME,
    async (args) => {
      const full = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [launcher(), ...args], { env: environment(newHome()), stdio: ['ignore', full, 'pipe'] });
      let stderr = '';
      child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
      const status = await new Promise((resolve) => child.on('close', resolve));
      closeSync(full);
      expect({ status, stderr }).toEqual({ status: 4, stderr: 'The output cannot be written: the disk is full.\n' });
    },
  );
});

describe.concurrent('a signal during check', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints the results so far, keeps the session, and ends the program with 130 (%s)',
    RUN_TIME,
    async (signal) => {
      const running = start([...SLOW, '--jsonl']);
      await running.says('"observed"');
      running.child.kill(signal);
      const { status, stdout, stderr, home } = await running.ended;
      expect({ status, stderr }).toEqual({ status: 130, stderr: '' });
      const report = Report.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
      expect(report.observations.map(({ state }) => state)).toContain('completed');
      expect(storedSessions(home)).toEqual([expect.stringMatching(/"type":"sweep-ended"[^\n]*"cancelled"|"cancelled"[^\n]*"sweep-ended"/)]);
    },
  );

  it('ends the program at once when the signal is sent a second time', RUN_TIME, async () => {
    const running = start([...SLOW, '--jsonl']);
    await running.says('"probe-started"');
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    setTimeout(() => running.child.kill('SIGINT'), 20);
    const before = performance.now();
    const { status, stderr } = await running.ended;
    const tookMs = performance.now() - before;
    expect({ status, stderr }).toEqual({ status: 130, stderr: '' });
    expect(tookMs).toBeLessThan(1000 + (await shortlyMs()));
  });

  it('ends the program without a message before the first measurement', RUN_TIME, async () => {
    const running = start(SLOW);
    setTimeout(() => running.child.kill('SIGINT'), 30);
    const { status, stderr } = await running.ended;
    expect({ status, stderr }).toEqual({ status: 130, stderr: '' });
  });

  it('ends the plain guided session with 130 after the results so far', RUN_TIME, async () => {
    const running = start(['--demo', 'resolver-silent', '--symptom', 'whole-list', '--plain']);
    await running.says('PASS');
    running.child.kill('SIGINT');
    const { status, stdout } = await running.ended;
    expect(status).toBe(130);
    expect(stdout).toMatch(/^DONE /m);
  });
});

describe('the deadline', () => {
  it.concurrent.each(['port-dropped', 'no-direct-egress'])(
    'ends the run on time for %s, and every inconclusive requirement has a reason',
    RUN_TIME,
    async (name) => {
      const { status, stdout } = await run(['check', '--demo', name, '--json', '--deadline', '1000', '--timeout', '4000']);
      const report = Report.parse(JSON.parse(stdout));
      // Without the deadline the run takes at least 4 s, the timeout of one connection.
      expect(report.durationMs).toBeLessThan(3900);
      expect(report.requirements.filter(({ reason }) => reason === 'deadline')).not.toEqual([]);
      expect(report.requirements.filter(({ verdict, reason }) => verdict === 'unknown' && reason === null)).toEqual([]);
      expect([1, 3]).toContain(status);
      // What the deadline cut off is not a failure of the network.
      expect(report.findings.map((finding) => finding.name)).not.toContain('unexplained-failure');
    },
  );
});
