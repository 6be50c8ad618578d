/** Unplanned ends of the guided session and what follows: signals, errors, Ctrl-Z, --resume. */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { childOf } from '../support/below-shell.ts';
import { filesBelow, storedSessions } from '../support/files.ts';
import { launcher, newHome, run } from '../support/program.ts';
import { openTerminal, type PtyOptions, type Terminal } from '../support/pty.ts';
import { RUNNING } from '../support/walker.ts';

const RUN_TIME = { timeout: 120_000 };
const DEMO = ['--demo', 'proxy-refuses-port'];

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function terminal(args: readonly string[], options: PtyOptions = {}): Terminal {
  const opened = openTerminal(args, options);
  open.push(opened);
  return opened;
}

/** Opens the screen of the scenario's cause. */
async function atResult(options: PtyOptions = {}): Promise<Terminal> {
  const screen = terminal(DEMO, options);
  await screen.shows('What is going wrong?');
  screen.press('2\r');
  await screen.shows('refuses port 8443');
  return screen;
}

describe.concurrent('a signal while the screen is open', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)("restores the terminal and prints the finding's card: %s exits with %i", RUN_TIME, async (signal, status) => {
    const screen = await atResult();
    screen.kill(signal);
    const ended = await screen.ended;
    expect(ended).toMatchObject({ status, alternate: false, cursorHidden: false });
    expect(ended.left[0]).toMatch(/^FAIL /);
    expect(ended.left.join('\n')).toMatch(/^DONE /m);
    expect(ended.left.at(-1)).toMatch(/^ {2}.*gitpod-doctor(\.js)? --resume$/);
    expect(ended.left.join('\n')).not.toContain('proxy.example.internal');
    expect(screen.written().lastIndexOf('\u001b[?2004h')).toBeLessThan(screen.written().lastIndexOf('\u001b[?2004l'));
  });
});

describe.concurrent('an uncaught error', () => {
  it('restores the terminal without quoting the error, and keeps the session for --resume', RUN_TIME, async () => {
    const fault = encodeURIComponent('process.on("SIGUSR2", () => { throw new TypeError("Heron4471") })');
    const screen = await atResult({ env: { NODE_OPTIONS: `--import data:text/javascript,${fault}` } });
    process.kill(childOf(screen.pid), 'SIGUSR2');
    const ended = await screen.ended;
    const text = ended.left.join(' ');
    expect(ended).toMatchObject({ status: 70, alternate: false, cursorHidden: false });
    expect(text).toContain('Sorry: gitpod-doctor itself failed.');
    expect(text).toContain('--resume');
    expect(screen.written()).not.toContain('Heron4471');
    const again = terminal(['--resume'], { home: screen.home });
    await again.shows('refuses port 8443');
    again.press('qy');
  });
});

describe.concurrent('an uncaught error outside the screen', () => {
  it.each([
    ['thrown in a callback', 'setTimeout(() => { throw new TypeError("Heron4472") }, 400)'],
    ['rejected without a handler', 'setTimeout(() => Promise.reject(new TypeError("Heron4472")), 400)'],
  ])(
    'prints, when it is %s, an apology and the path of the crash report but not the error, and exits with 70',
    RUN_TIME,
    async (_, fault) => {
      const { status, stdout, stderr } = await run(['check', '--demo', 'no-direct-egress'], {
        env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(fault)}` },
      });
      expect(status).toBe(70);
      expect(stderr).toContain('Sorry: gitpod-doctor itself failed.');
      expect(stderr).toContain('A crash report without your values is in');
      expect(stdout + stderr).not.toMatch(/Heron4472| {4}at /);
    },
  );
});

describe.skipIf(!existsSync('/bin/bash') && !existsSync('/usr/bin/bash'))('Ctrl-Z in a shell', () => {
  it('restores the terminal, and fg shows the screen again', RUN_TIME, async () => {
    const screen = terminal([], { command: ['bash', '--norc', '--noprofile', '-i'] });
    screen.press(`PS1='$ '; clear; '${process.execPath}' '${launcher()}' ${DEMO.join(' ')}\r`);
    await screen.shows('What is going wrong?');
    screen.press('2\r');
    await screen.shows('refuses port 8443');
    screen.press('\u001a');
    await screen.shows('Stopped');
    screen.press('stty -a\r');
    expect((await screen.shows(/[ ;]icanon/)).join('\n')).toMatch(/[ ;]echo[ ;]/);
    expect(screen.written().lastIndexOf('\u001b[?1049l')).toBeGreaterThan(screen.written().lastIndexOf('\u001b[?1049h'));
    screen.press('fg\r');
    await screen.shows('c request');
    screen.press('c');
    await screen.shows('What to change');
    screen.press('qy');
    await screen.shows('To continue the session');
    screen.press('exit\r');
    await screen.ended;
  });
});

describe.concurrent('--resume', () => {
  it('prints in one line that no session is stored, and how to start a session', RUN_TIME, async () => {
    const { status, complaint } = await run(['--resume']);
    expect({ status, complaint }).toEqual({ status: 2, complaint: ['There is no stored session to continue.', 'Try: gitpod-doctor'] });
  });

  it('refuses other commands, and flags that contradict the stored session', RUN_TIME, async () => {
    expect(await run(['--resume', '--region', 'us-east-1'])).toMatchObject({ status: 2 });
    expect(await run(['check', '--resume'])).toMatchObject({ status: 2 });
  });

  it('continues a session of a killed program, even if the last line of the log is incomplete', RUN_TIME, async () => {
    const screen = await atResult();
    process.kill(childOf(screen.pid), 'SIGKILL');
    await screen.ended;
    const folder = join(screen.home.state, 'gitpod-doctor', 'sessions');
    appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), '{"type":"step-ent');
    const again = terminal(['--resume'], { home: screen.home });
    const cells = await again.shows('refuses port 8443');
    expect(cells.join('\n')).toMatch(/Continuing the session of \d{4}-\d\d-\d\d \d\d:\d\d UTC: \d+ observations?\./);
    expect(cells[1]).toContain('Start › Runner offline › Gateway › Cause');
    again.press('b');
    await again.shows('2 failed');
    // The program continues: the requirement is measured again.
    again.press('R');
    await again.shows(RUNNING);
    again.press('qy');
    await again.ended;
    const newest = storedSessions(screen.home).find((text) => text.includes('"type":"resumed"')) ?? '';
    expect(newest.match(/"type":"answered"|"symptom":"runner-offline"/g)).not.toBeNull();
  });

  // The profile of the second scenario names a file that exists only in the scenario.
  it.each(['resolver-silent', 'tls-intercepted'])(
    'continues %s with plain output from the interrupted step to the end',
    RUN_TIME,
    async (demo) => {
      const home = newHome();
      const screen = terminal(['--demo', demo], { home });
      await screen.shows('What is going wrong?');
      screen.press('1\r');
      await screen.shows(RUNNING);
      process.kill(childOf(screen.pid), 'SIGKILL');
      await screen.ended;
      const { status, stdout, stderr } = await run(['--resume', '--demo', demo, '--plain'], { home });
      expect(stderr).toMatch(/^Continuing the session of .*: \d+ observations?\.$/m);
      expect(stdout).toMatch(/^DONE /m);
      expect(status).toBe(1);
    },
  );
});

describe.concurrent('the guided application', () => {
  it('watches failing rows, can be frozen and stopped, and lists the runs that are kept', RUN_TIME, async () => {
    const screen = await atResult();
    screen.press('w');
    await screen.shows(/run 1, next in \d s/);
    await screen.shows(/HTTPS 8443 us01\.gitpod\.dev +✘✘/);
    screen.press(' ');
    await screen.shows(/frozen at run \d/);
    screen.press('w');
    await screen.shows(/Watched \d+ runs?;/);
    screen.press('qy');
    await screen.ended;
    expect(storedSessions(screen.home)[0]).toMatch(/"type":"watched"/);
  });

  it('sends the request with real names to the clipboard and a file, and does not claim that the copy succeeded', RUN_TIME, async () => {
    const screen = await atResult();
    screen.press('cc');
    await screen.shows("Sent to the terminal's clipboard.");
    const [, content = ''] = screen.written().split('\u001b]52;c;');
    const text = Buffer.from(content.slice(0, content.indexOf('\u0007')), 'base64').toString();
    const [[name, bytes] = ['', Buffer.alloc(0)]] = filesBelow(join(screen.home.state, 'gitpod-doctor', 'requests'));
    expect(name).toMatch(/^\d{8}T\d{6}-GD106-network-team\.txt$/);
    expect(bytes.toString()).toBe(text);
    expect(text).toContain('Please allow CONNECT to port 8443');
    expect(text).toContain('through the proxy proxy.example.internal:3128');
    expect(readFileSync(join(screen.home.state, 'gitpod-doctor', 'requests', name), 'utf8')).toBe(text);
    screen.press('qy');
    await screen.ended;
  });

  it('masks the values of --show-values when m is pressed, and shows that in the header', RUN_TIME, async () => {
    const screen = terminal([...DEMO, '--show-values']);
    await screen.shows('SHOWN (m)');
    screen.press('2\r');
    await screen.shows('proxy.example.internal:3128 refuses');
    screen.press('m');
    const cells = await screen.shows('masked (m)');
    expect(cells.join('\n')).not.toContain('proxy.example.internal');
    screen.press('qy');
    await screen.ended;
  });
});
