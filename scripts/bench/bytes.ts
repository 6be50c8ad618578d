/** What the screen sends to the terminal while something is measured: a slow line over SSH has a few kilobytes a second. */
import type { Benchmark, Figure } from './figure.ts';
import { onTerminal, PROGRAM } from './program.ts';

const WINDOW_MS = 4000;
/** Other probes of the step end in it. */
const SETTLES_MS = 1000;
/** Nothing answers for longer than the window. */
const SILENT = [
  '--demo=no-direct-egress',
  '--no-store',
  '--symptom',
  'browser',
  '--timeout',
  '9000',
  '--deadline',
  '60000',
  '--concurrency',
  '100',
];

export const bytes: Benchmark = {
  name: 'bytes',
  async run() {
    const hosts = Array.from({ length: 80 }, (_, host) => ['--scm', `https://scm${host}.corp.example`]).flat();
    const still = await perSecond(SILENT, /0 of 1 done, 1\.\d s/);
    const busy = await perSecond([...SILENT, ...hosts], /\d+ of [89]\d done/);
    return [figureOf('bytes a second while one probe waits', still, 1024), figureOf('bytes a second while 80 probes run', busy, 5 * 1024)];
  },
};

function figureOf(what: string, measured: number, budget: number): Figure {
  return { what, measured: `${(measured / 1024).toFixed(2)} KB`, budget: `≤ ${budget / 1024} KB`, ok: measured > 0 && measured <= budget };
}

/** In the window after the text has appeared; 0 where it never does. */
async function perSecond(args: readonly string[], shows: RegExp): Promise<number> {
  const pty = onTerminal([PROGRAM, ...args]);
  let seen = '';
  let count = 0;
  pty.onData((data) => {
    seen += data;
    count += Buffer.byteLength(data);
  });
  // Steps before it end with a cause; `n` goes on to the next.
  for (let tries = 0; tries < 80 && !shows.test(seen); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (!shows.test(seen) && !seen.includes(' done')) pty.write('n');
    if (!shows.test(seen)) seen = '';
  }
  const found = shows.test(seen);
  await new Promise((resolve) => setTimeout(resolve, SETTLES_MS));
  const before = count;
  await new Promise((resolve) => setTimeout(resolve, WINDOW_MS));
  const sent = count - before;
  pty.kill('SIGKILL');
  return found ? sent / (WINDOW_MS / 1000) : 0;
}
