import { afterEach, describe, expect, it } from 'vitest';
import type { PresenterInput } from '../app/screens/input.ts';
import { type StoryApplication, storyApplication } from '../app/testing/story.ts';
import { walked } from '../documents/testing/story.ts';
import { runTui, type TuiOptions } from './run-tui.ts';
import { FIXTURES } from './testing/fixtures.ts';
import { createTerminal, type TestTerminal } from './testing/terminal.ts';

interface Running {
  terminal: TestTerminal;
  app: StoryApplication;
  left: Promise<{ exitCode: number }>;
}

let open: Running[] = [];

function start(changes: Partial<PresenterInput> = {}, size: [number, number] = [80, 24], options: TuiOptions = {}): Running {
  const terminal = createTerminal(...size);
  const app = storyApplication(changes);
  const left = runTui(app, { stdin: terminal.stdin, stdout: terminal.stdout, platform: 'linux', ...options });
  const running = { terminal, app, left };
  open.push(running);
  return running;
}

afterEach(async () => {
  for (const { terminal, left } of open) {
    // Ctrl-C ends what a test left running. While a measurement runs, two are needed.
    terminal.type('\u0003\u0003');
    await left;
  }
  open = [];
});

const symptom = walked({ type: 'goto', step: 'symptom' });
const live = FIXTURES.step.input.live;

describe('the guided application on a terminal', () => {
  it.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])('fills the terminal exactly at %i×%i, from header to footer', async (columns, rows) => {
    const { terminal } = start({ live: null }, [columns, rows]);
    await terminal.shows('step 1 of');
    const screen = await terminal.screen();
    expect(screen).toHaveLength(rows);
    expect(screen[0]).toContain('gitpod-doctor');
    expect(screen.at(-1)).toContain('? help');
    expect(screen.filter((row) => row.includes('gitpod-doctor'))).toHaveLength(1);
  });

  it('shows one sentence when the terminal is too small, and returns when it grows', async () => {
    const { terminal } = start({}, [20, 5]);
    await terminal.shows('needed.');
    terminal.resize(80, 24);
    await terminal.shows('Can the runner talk to the gateway? Only a Standard runner has one.');
    expect((await terminal.screen()).at(-1)).toContain('? help');
  });

  it('has a spinner that turns only while something runs', async () => {
    const { terminal, app } = start({ live });
    for (const turned of ['4.1 s .', '4.1 s ..', '4.1 s ...'])
      await expect.poll(async () => (await terminal.screen()).some((row) => row.endsWith(turned))).toBe(true);
    app.change({ live: null });
    await terminal.shows('1 failed');
    expect((await terminal.screen()).join('')).not.toMatch(/\.\.|done/);
  });

  it('has no colour when colour is disabled, and loses no information', async () => {
    const { terminal } = start({}, [80, 24], { noColor: true });
    await terminal.shows('FAIL');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what a colour looks like
    expect(terminal.written()).not.toMatch(/\u001b\[(3[0-7]|9[0-7]|4[0-7]|38)/);
  });

  it('has only ASCII characters on request', async () => {
    const { terminal } = start({ live }, [80, 24], { ascii: true });
    await terminal.shows('FAIL');
    expect((await terminal.screen()).join('')).toMatch(/^[ -~]*$/);
  });

  it('leaves the alternate screen and shows the cursor when the program exits', async () => {
    const { terminal, left } = start();
    await terminal.shows('gateway');
    expect(terminal.written()).toContain('\u001b[?1049h');
    terminal.type('\u0003');
    expect(await left).toEqual({ exitCode: 130 });
    expect(terminal.written()).toContain('\u001b[?1049l');
    expect(terminal.written()).toContain('\u001b[?25h');
  });
});

describe('keys', () => {
  it('are all handled in order when several arrive at once', async () => {
    const { terminal } = start();
    await terminal.shows('Evidence, row 1');
    terminal.type('jjjk');
    await terminal.shows('Evidence, row 3');
    terminal.type('\u001b[B\u001b[B\u001b[A');
    await terminal.shows('Evidence, row 4');
  });

  it('choose an answer when a digit and Enter arrive together', async () => {
    const { terminal, app } = start({ guide: symptom });
    await terminal.shows('What is going wrong?');
    terminal.type('6\r');
    await expect.poll(() => app.asked).toContain('answered symptom ssh');
  });

  it('are text while a question asks for text, even if they are command keys', async () => {
    const { terminal, app } = start({ guide: walked({ type: 'goto', step: 'account' }) });
    await terminal.shows('Which AWS account');
    terminal.type('q?b');
    await terminal.shows('q?b');
    terminal.type('\u007f\u007f\u007f123456789012\r');
    await expect.poll(() => app.asked).toContain('answered account 123456789012');
  });

  it('do not answer the question when they are part of a pasted message', async () => {
    const { terminal, app } = start({ guide: walked({ type: 'goto', step: 'error-message' }) });
    await terminal.shows('What does the message say?');
    terminal.type('\u001b[200~dial tcp:\ni/o timeout\u001b[201~');
    await terminal.shows('i/o timeout');
    expect((await terminal.screen()).filter((row) => /dial tcp:$|^ +i\/o timeout/.test(row.trimEnd()))).toHaveLength(2);
    expect(app.asked).toEqual([]);
  });
});

describe('exiting the application', () => {
  it('asks for a confirmation when no bundle was written, and exits on y', async () => {
    const { terminal, left } = start();
    await terminal.shows('gateway');
    terminal.type('q');
    await terminal.shows('Leave now?');
    terminal.type('y');
    expect(await left).toEqual({ exitCode: 0 });
  });

  it('stops the measurement on the first Ctrl-C, and exits with 130 on the second', async () => {
    const { terminal, app, left } = start({ live });
    await terminal.shows('3 of 8 done');
    terminal.type('\u0003');
    await terminal.shows('The running step is cancelled. Ctrl-C again leaves.');
    expect(app.asked).toContain('cancel');
    terminal.type('\u0003');
    expect(await left).toEqual({ exitCode: 130 });
  });

  it('exits without a question after a bundle was written, and shows its path and checksum', async () => {
    const { terminal, left } = start({ guide: walked({ type: 'goto', step: 'finish' }) });
    await terminal.shows('Write the bundle');
    terminal.type('\r');
    await terminal.shows('level standard');
    terminal.type('w');
    await terminal.shows('bundle.zip');
    await terminal.shows('ab12');
    terminal.type('q');
    expect(await left).toEqual({ exitCode: 0 });
  });
});
