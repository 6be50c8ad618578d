/** Opens and closes the help while eighty rows of one step wait for answers; times each key until its screen has appeared. */
import { ACTIONS } from '../../src/app/actions/index.ts';
import { type Benchmark, percentile } from './figure.ts';
import { onTerminal, PROGRAM, peakMiB } from './program.ts';

/** A line of the help's own, as the application words it. */
const HELP_LINE = ACTIONS.find(({ id }) => id === 'help')?.help ?? 'no action is the help';

const RUNS = 5;

export const keys: Benchmark = {
  name: 'keys',
  async run() {
    const sessions: { p99: number; peak: number | null }[] = [];
    for (let run = 0; run < RUNS; run += 1) sessions.push(await pressed());
    const peaks = sessions.flatMap(({ peak }) => peak ?? []);
    const what = 'peak memory of the guided session with the demo in it';
    return [
      { what: 'key press to repaint, p99', values: sessions.map(({ p99 }) => p99), unit: 'ms', most: 50, note: '50 to 100 presses a run' },
      peaks.length > 0 ? { what, values: peaks, unit: 'MiB', most: 120 } : { what, missing: '/proc' },
    ];
  },
};

async function pressed(): Promise<{ p99: number; peak: number | null }> {
  const hosts = Array.from({ length: 80 }, (_, host) => ['--scm', `https://scm${host}.corp.example`]).flat();
  const pty = onTerminal([PROGRAM, '--demo=no-direct-egress', '--no-store', '--symptom', 'browser', '--timeout', '4000', ...hosts]);
  let seen = '';
  let heard = () => {};
  pty.onData((data) => {
    seen += data;
    heard();
  });
  const shows = (text: RegExp | string, withinMs: number) =>
    new Promise<boolean>((resolve) => {
      const giveUp = setTimeout(() => resolve(false), withinMs);
      heard = () => {
        if (!(typeof text === 'string' ? seen.includes(text) : text.test(seen))) return;
        clearTimeout(giveUp);
        resolve(true);
      };
      heard();
    });
  // The steps before it end with a cause; `n` goes on to the next.
  for (let tries = 0; tries < 60 && !(await shows(/of [89]\d done/, 500)); tries += 1) {
    if (!seen.includes(' done')) pty.write('n');
    seen = '';
  }
  const delays: number[] = [];
  for (const began = performance.now(); delays.length < 100 && performance.now() - began < 4500; ) {
    const opens = delays.length % 2 === 0;
    seen = '';
    const pressedAt = performance.now();
    pty.write(opens ? '?' : 'b');
    if (!(await shows(opens ? HELP_LINE : ' done, ', 1000))) break;
    delays.push(performance.now() - pressedAt);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const peak = peakMiB(pty.pid);
  pty.kill('SIGKILL');
  if (delays.length < 50)
    throw new Error(`Only ${delays.length} presses were answered. The terminal showed last: ${JSON.stringify(seen.slice(-300))}`);
  return { p99: percentile(delays, 0.99), peak };
}
