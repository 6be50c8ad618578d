/**
 * Every symptom at every size, from the first question to a bundle that opens: with and without a cause, going back, stopping a step, and
 * resizing meanwhile. No frame is larger than the terminal, and no output contains a secret.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newHome } from '../support/program.ts';
import { type Frame, openTerminal, type Terminal } from '../support/pty.ts';
import { SECRET_KINDS } from '../support/secret-kinds.ts';
import { leaks } from '../support/secrets.ts';
import { AT_FINISH, answer, RUNNING, walkToFinish } from '../support/walker.ts';

type Size = readonly [columns: number, rows: number];

/** In the order of the question; each with a network in which it has a cause. */
const SYMPTOMS = [
  ['browser', 'name-sinkholed'],
  ['runner-offline', 'proxy-refuses-port'],
  ['environment-start', 'aws-endpoint-blocked'],
  ['vscode', 'redirect-target-blocked'],
  ['jetbrains', 'block-page'],
  ['ssh', 'ssh-two-generations'],
  ['ami', 'ami-hidden-by-allowed-images'],
  ['error-message', 'proxy-requires-login'],
  ['whole-list', 'tls-intercepted'],
] as const;

/** Nothing answers, so that a step lasts long enough to be stopped and resized. */
const SILENT = ['--demo', 'no-direct-egress', '--timeout', '1200'];
const FOOTER = /(q quit|\? help|esc back|b back|esc no|Ctrl-C leave)/;

const planted = SECRET_KINDS.map((kind) => kind.plant('every symptom'));
const pasted = SECRET_KINDS.map((kind) => kind.plant('pasted'));
const note = planted.map(({ text }) => text).join('\n');
const secrets = [...planted, ...pasted].flatMap((one) => one.secrets);
/** A typical pasted message with headers. */
const MESSAGE = `curl: (56) CONNECT tunnel failed, response 407 for https://app.gitpod.io/\r${pasted.map(({ text }) => text).join('\r')}`;

const open: Terminal[] = [];
afterAll(() => {
  for (const one of open.splice(0)) one.kill();
});

function begin(args: readonly string[], [columns, rows]: Size, home = newHome()): Terminal {
  const terminal = openTerminal(args, { columns, rows, home });
  open.push(terminal);
  return terminal;
}

/** The frame has exactly the size of the terminal, and nothing was scrolled out at the top. */
async function fits(terminal: Terminal, size: Size): Promise<void> {
  const giveUp = performance.now() + 10_000;
  for (;;) {
    const frame = await terminal.frame();
    const wrong = misfit(frame, size);
    if (wrong === null) return;
    // A frame may be incomplete for a moment; scrolled lines stay scrolled.
    if (frame.scrolled > 0 || performance.now() > giveUp) throw new Error(`${wrong}:\n${frame.rows.join('\n')}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The fault of a frame; null if none. */
function misfit({ rows, alternate, wrapped, scrolled }: Frame, [columns, height]: Size): string | null {
  if (!alternate) return 'not in the alternate screen';
  if (scrolled > 0) return `${scrolled} rows were pushed out`;
  if (wrapped > 0) return `${wrapped} lines were too wide`;
  if (rows.length !== height || rows.some((row) => row.length > columns)) return 'not of the size of the terminal';
  if (!/^ gitpod-doctor/.test(rows[0] ?? '') || rows.filter((row) => row.startsWith(' gitpod-doctor  ')).length !== 1)
    return 'no header, or two';
  return FOOTER.test(rows.at(-1) ?? '') ? null : 'no footer';
}

/** Resolves when the last line, with the hints, matches. */
async function footer(terminal: Terminal, is: (hints: string) => boolean): Promise<void> {
  const giveUp = performance.now() + 10_000;
  while (!is((await terminal.screen()).at(-1) ?? '')) {
    if (performance.now() > giveUp) throw new Error(`the footer does not turn:\n${(await terminal.screen()).join('\n')}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}

async function choose(terminal: Terminal, number: number): Promise<void> {
  await terminal.shows('What is going wrong?');
  await answer(terminal, `${number}\r`);
  if (SYMPTOMS[number - 1]?.[0] !== 'error-message') return;
  await terminal.shows('What does the message say?');
  terminal.press(`\u001b[200~${MESSAGE}\u001b[201~`);
  await terminal.shows(/\S▏/);
  await answer(terminal, '\r');
}

/** The number of measurements that the running step has not finished; 0 if none runs. */
function left(rows: readonly string[]): number {
  const [, done = 0, all = 0] = rows.map((row) => RUNNING.exec(row)).find((match) => match !== null) ?? [];
  return Number(all) - Number(done);
}

/** Resizes twice and back during a measurement, then stops the step. */
async function disturb(terminal: Terminal, size: Size): Promise<void> {
  // Answers the questions before the first step by the footer's hints.
  for (let tries = 0; tries < 40; tries += 1) {
    const rows = await terminal.screen();
    if (rows.some((row) => RUNNING.test(row)) || AT_FINISH.test(rows.at(-1) ?? '')) break;
    if (/enter (choose|answer)/.test(rows.at(-1) ?? '')) await answer(terminal, '\r');
    await new Promise((done) => setTimeout(done, 100));
  }
  for (const [columns, rows] of [[100, 30], [70, 20], size] as readonly Size[]) {
    terminal.resize(columns, rows);
    await footer(terminal, (hints) => FOOTER.test(hints));
  }
  // The frame for the previous size may still be drawn.
  while (misfit({ ...(await terminal.frame()), scrolled: 0 }, size) !== null) await new Promise((done) => setTimeout(done, 50));
  terminal.settled();
  await fits(terminal, size);
  // Near its end, the step may be over before the key arrives, and Ctrl-C exits when nothing runs.
  if (left(await terminal.screen()) < 3) return;
  terminal.press('\u0003');
  await terminal.shows(/Ctrl-C again leaves|step \d+ of|cause|result/);
}

async function writtenAndReopened(terminal: Terminal, size: Size): Promise<Terminal> {
  terminal.press((await terminal.screen()).at(-1)?.includes('enter bundle') ? '\r' : 'w');
  await terminal.shows(/\.zip, \d+ \w?B/);
  await fits(terminal, size);
  terminal.press('w');
  await terminal.shows('The bundle is written');
  await fits(terminal, size);
  terminal.press('q');
  const ended = await terminal.ended;
  expect([0, 1, 3]).toContain(ended.status);
  expect(ended).toMatchObject({ alternate: false, cursorHidden: false });
  const [file = ''] = readdirSync(terminal.home.folder).filter((name) => name.endsWith('.zip'));
  expect(ended.left.join('')).toContain(file);
  const again = begin(['open', join(terminal.home.folder, file)], size, terminal.home);
  // Shows who wrote the bundle and when; then the recorded path, in which the test goes back.
  await again.shows(/Measured \d{1,2} [A-Z][a-z]{2} \d{4}/);
  await footer(again, (hints) => /q quit$/.test(hints));
  await fits(again, size);
  again.press('bb');
  await again.shows(/^ Start › (?!.*Finish)/);
  await fits(again, size);
  again.press('q');
  expect(await again.ended).toMatchObject({ status: ended.status, alternate: false, cursorHidden: false });
  return again;
}

const walks = SYMPTOMS.flatMap(([symptom, scenario], index) => [
  { symptom, number: index + 1, size: [80, 24] as const, args: ['--demo', scenario, '--timeout', '3000'], silent: false },
  { symptom, number: index + 1, size: [140, 40] as const, args: ['--demo', 'healthy', '--timeout', '6000'], silent: false },
  { symptom, number: index + 1, size: [60, 16] as const, args: SILENT, silent: true },
]);

describe.concurrent('the guided session from a symptom', () => {
  it.each(walks)('writes a bundle for $symptom at $size with $args', { timeout: 300_000 }, async ({ number, size, args, silent }) => {
    const terminal = begin([...args, `--note=${note}`], size);
    await choose(terminal, number);
    if (silent) await disturb(terminal, size);
    const looks = () => fits(terminal, size);
    await walkToFinish(terminal, looks);
    // Back and forward again: nothing is measured again, and the session ends at the same place.
    terminal.press('b');
    await footer(terminal, (hints) => !AT_FINISH.test(hints));
    await walkToFinish(terminal, looks);
    const again = await writtenAndReopened(terminal, size);
    // The field in which something is typed hides them as well: nothing is ever shown.
    expect([...leaks('screen', terminal.written(), secrets), ...leaks('opened', again.written(), secrets)]).toEqual([]);
  });
});
