/** If this fails, tests press keys on a frame that no user sees: the top of the new frame over the end of the old one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTerminal } from './pty.ts';

/** One frame, and another whose second line arrives late. */
const PROGRAM = `
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const begin = '\\x1b[?2026h', end = '\\x1b[?2026l';
  process.stdin.setRawMode(true);
  process.stdout.write(begin + 'old top\\r\\nold end' + end);
  process.stdin.once('data', async () => {
    process.stdout.write(begin + '\\x1b[Hnew top');
    await wait(300);
    process.stdout.write('\\r\\nnew end' + end);
    await wait(60_000);
  });
`;

it('the pseudo-terminal returns a frame only when the frame is complete', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gitpod-doctor-pty-'));
  const home = { folder, state: join(folder, 'state') };
  const terminal = openTerminal([], { home, columns: 20, rows: 2, command: [process.execPath, '-e', PROGRAM] });
  try {
    const pictures = new Set([(await terminal.shows('old end')).join('\n')]);
    terminal.press('\r');
    const until = performance.now() + 30_000;
    while (!pictures.has('new top\nnew end') && performance.now() < until) {
      pictures.add((await terminal.screen()).join('\n'));
      await new Promise((done) => setTimeout(done, 15));
    }
    expect([...pictures]).toEqual(['old top\nold end', 'new top\nnew end']);
  } finally {
    terminal.kill();
    await terminal.ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
