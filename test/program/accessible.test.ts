/** `--accessible`: the guided session as prompts, from the first question to a bundle that opens. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Conversation, converse } from '../support/conversation.ts';
import { PATIENT, run } from '../support/program.ts';
import type { PtyOptions, Terminal } from '../support/pty.ts';

const RUN_TIME = { timeout: 60_000 };
const DEMO = ['--demo', 'proxy-refuses-port', ...PATIENT];
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function begin(args: readonly string[], options?: PtyOptions): Conversation {
  const conversation = converse(args, options);
  open.push(conversation.terminal);
  return conversation;
}

/** Nothing is overwritten and nothing has a colour, so that what a screen reader has read stays true. */
function isLinear({ terminal }: Conversation): void {
  expect(terminal.written()).not.toContain('\u001b');
  // A carriage return alone would overwrite a line.
  expect(terminal.written().replaceAll('\r\n', '\n')).not.toContain('\r');
}

describe.concurrent('the prompt session', () => {
  it('leads from the symptom to a valid bundle, and prints no result twice', RUN_TIME, async () => {
    const talk = begin([...DEMO, '--accessible']);
    expect(await talk.untilAsked()).toContain('2  The runner is offline');
    await talk.answers('runner-offline');
    const cause = await talk.untilAsked();
    expect(cause).toMatch(/step 1 of \d/);
    expect(cause.match(/^FAIL +HTTPS 8443 +us01/gm)).toHaveLength(1);
    expect(cause).toContain('refuses port 8443');
    expect(cause).toMatch(/Who acts: network \/ security team\s+Next step: /);
    expect(cause).toMatch(/1 {2}re-run the checks .*\r\n +2 {2}show the text to send\r\n +3 {2}all evidence\r\n +4 {2}go on/);

    await talk.answers('2');
    expect(await talk.untilAsked()).toContain('What to change');
    // The request takes two pages.
    await talk.answers('');
    expect(await talk.untilAsked()).toContain('Reference');
    await talk.answers('');
    // The cause was already read.
    expect(await talk.untilAsked()).not.toContain('Why:');
    await talk.answers('r');
    const again = await talk.untilAsked();
    expect(again).toContain('Measured again: the cause is still there.');
    expect(again).toMatch(/FAIL +HTTPS 8443/);
    await talk.answers('next');
    for (let said = await talk.untilAsked(); !said.includes('Finish'); said = await talk.untilAsked()) await talk.answers('');

    await talk.answers('bundle');
    const listed = await talk.untilAsked();
    expect(listed).toMatch(/\.zip, \d+ KB, level standard/);
    expect(listed).toContain('report.md');
    // A long file is read in parts.
    await talk.answers('file 4');
    await talk.hears('Enter for more');
    await talk.answers('b');
    await talk.hears('Enter for 1, back');
    await talk.answers('');
    expect(await talk.untilAsked()).toContain('report.md');
    await talk.answers('1');
    await talk.hears('The bundle is written');
    await talk.answers('');
    const { status, left } = await talk.terminal.ended;
    expect(status).toBe(1);
    const [file = ''] = readdirSync(talk.terminal.home.folder).filter((name) => name.endsWith('.zip'));
    expect(left.join('')).toMatch(/gitpod-doctor(?:\.js)? open/);
    expect(talk.terminal.written()).not.toContain('proxy.example.internal');
    isLinear(talk);

    const path = join(talk.terminal.home.folder, file);
    expect((await run(['verify', path])).status).toBe(0);
    const reopened = begin(['open', path, '--accessible']);
    expect(await reopened.untilAsked()).toContain('This session comes from a bundle');
    await reopened.answers('finding 1');
    expect(await reopened.untilAsked()).toContain('refuses port 8443');
    await reopened.answers('q');
    expect((await reopened.terminal.ended).status).toBe(1);
  });

  it('accepts numbers, words and unique prefixes, rejects other answers, and explains the question', RUN_TIME, async () => {
    const talk = begin(['--demo', 'ssh-alias-unmatched', '--ascii'], { env: { ACCESSIBLE: '1' } });
    await talk.answers('17');
    expect(await talk.untilAsked()).toContain('This is not one of the answers: 1 to 9.');
    await talk.answers('?');
    expect(await talk.untilAsked()).toContain('The flag for this answer: --symptom');
    await talk.answers('error');
    expect(await talk.untilAsked()).toContain('What does the message say?');
    await talk.answers('b');
    expect(await talk.untilAsked()).toContain('What is going wrong?');
    await talk.answers('ssh');
    const said = await talk.untilAsked();
    expect(said).toMatch(/^[\n\r -~]*$/);
    await talk.answers('q');
    await talk.hears('Leave now?');
    await talk.answers('');
    await talk.untilAsked();
    await talk.answers('q');
    await talk.hears('Leave now?');
    await talk.answers('yes');
    expect((await talk.terminal.ended).left.join('\n')).toMatch(/To continue the session:\n *.*gitpod-doctor(?:\.js)? --resume/);
    isLinear(talk);
  });

  it('accepts a pasted message of several lines as one answer', RUN_TIME, async () => {
    const talk = begin(['--demo', 'healthy', '--accessible', ...PATIENT]);
    await talk.answers('8');
    await talk.hears('end it with a line with only a full stop');
    await talk.answers(
      'Get "https://us01.gitpod.dev:8443/": proxyconnect tcp:\rdial tcp 10.1.2.3:3128: connect: connection refused\r.\r3\r3',
    );
    const said = await talk.untilAsked();
    expect(said).toContain('Noted, message: ');
    expect(said).toContain('Several lines arrived at once. Only the first was used.');
    talk.terminal.press(CTRL_D);
    await talk.terminal.ended;
  });

  it('shows real values after a confirmation, and never a secret', RUN_TIME, async () => {
    const talk = begin([...DEMO, '--accessible', '--note', 'token=ghp_0123456789abcdefghijklmnopqrstuvwxyz']);
    await talk.answers('2');
    expect(await talk.untilAsked()).not.toContain('proxy.example.internal');
    await talk.answers('m');
    expect(await talk.untilAsked()).toContain('The bundle stays masked.');
    await talk.answers('');
    expect(await talk.untilAsked()).not.toContain('proxy.example.internal');
    await talk.answers('m');
    await talk.untilAsked();
    await talk.answers('y');
    const shown = await talk.untilAsked();
    expect(shown).toContain('proxy.example.internal:3128 refuses port 8443');
    await talk.answers('mask');
    await talk.answers('m');
    expect(await talk.untilAsked()).toContain('Values are masked again.');
    talk.terminal.press(CTRL_D);
    await talk.terminal.ended;
    expect(talk.terminal.written()).not.toContain('ghp_0123456789');
  });
});

describe.concurrent('an interrupted prompt session', () => {
  it('prints the result and the command to resume, and exits on Ctrl-D', RUN_TIME, async () => {
    const talk = begin([...DEMO, '--accessible']);
    await talk.answers('2');
    await talk.hears('refuses port 8443');
    await talk.untilAsked();
    talk.terminal.press(CTRL_D);
    const { status, left } = await talk.terminal.ended;
    expect(status).toBe(1);
    expect(left.slice(-2).join('\n')).toMatch(/To continue the session:\n *.*gitpod-doctor(?:\.js)? --resume/);
    isLinear(talk);
  });

  it('stops the current step on the first Ctrl-C, and exits with 130 on the second', RUN_TIME, async () => {
    const talk = begin(['--demo', 'resolver-silent', '--accessible']);
    await talk.answers('9');
    await talk.hears(/step 1 of/);
    talk.terminal.press(CTRL_C);
    await talk.hears('Ctrl-C again leaves.');
    await talk.untilAsked();
    talk.terminal.press(CTRL_C);
    expect((await talk.terminal.ended).status).toBe(130);
    isLinear(talk);
  });

  it('shows the progress on Enter during a measurement, and asks for a confirmation on q', RUN_TIME, async () => {
    const talk = begin(['--demo', 'resolver-silent', '--accessible']);
    await talk.answers('9');
    // The first step waits for the clocks of two servers that do not answer; its heading appears earlier.
    await talk.hears(/step 1 of/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await talk.types('');
    await talk.hears(/Still working: \d+ of \d+ done/);
    await talk.types('q');
    await talk.hears('A step is still being measured; leaving stops it.');
    await talk.answers('y');
    // The outcome of that step, which proves nothing about the network yet.
    expect([0, 1, 3]).toContain((await talk.terminal.ended).status);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('prints the summary on %s and exits with %i', RUN_TIME, async (signal, status) => {
    const talk = begin([...DEMO, '--accessible']);
    await talk.answers('2');
    await talk.hears('refuses port 8443');
    await talk.untilAsked();
    talk.terminal.kill(signal);
    const ended = await talk.terminal.ended;
    expect(ended.status).toBe(status);
    expect(ended.left.join('\n')).toMatch(/To continue the session:\n *.*gitpod-doctor(?:\.js)? --resume/);
  });

  it('has the output of --plain when there is no terminal', RUN_TIME, async () => {
    const { status, stdout } = await run(['--demo', 'proxy-refuses-port', '--symptom', 'runner-offline', '--accessible', ...PATIENT]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^DONE /m);
  });

  it('starts when INK_SCREEN_READER is set', RUN_TIME, async () => {
    const talk = begin(['--demo', 'healthy'], { env: { INK_SCREEN_READER: 'true' } });
    expect(await talk.untilAsked()).toContain('? explains, b goes back, q leaves');
    talk.terminal.press(CTRL_D);
    await talk.terminal.ended;
    isLinear(talk);
  });
});

describe.concurrent('a watch in a prompt session', () => {
  it('lists the rows once and then only changes, and Enter stops the watch', RUN_TIME, async () => {
    const talk = begin([...DEMO, '--accessible']);
    await talk.answers('2');
    await talk.hears('refuses port 8443');
    await talk.answers('w');
    await talk.hears('only changes are printed. Enter stops.');
    await new Promise((done) => setTimeout(done, 3500));
    talk.terminal.press('\r');
    expect(await talk.hears(/Watched \d+ runs?/)).not.toContain('changed:');
    await talk.untilAsked();
    talk.terminal.press(CTRL_D);
    await talk.terminal.ended;
  });
});
