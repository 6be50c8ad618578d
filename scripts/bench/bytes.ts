/** What the screen sends to the terminal while something is measured: a slow line over SSH has a few kilobytes a second. */
import type { Benchmark } from './figure.ts';
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
    return [
      { what: 'bytes a second while one probe waits', values: [still], unit: 'KB', most: 1 },
      { what: 'bytes a second while 80 probes run', values: [busy], unit: 'KB', most: 5 },
    ];
  },
};

/** Kilobytes, in the window after the text has appeared. */
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
  if (!found || sent === 0) throw new Error(`The terminal never showed ${shows} and went on.`);
  return sent / 1024 / (WINDOW_MS / 1000);
}
