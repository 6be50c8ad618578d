/**
 * The budgets of DESIGN §10 as ratios of one run. Every figure is the median of interleaved runs, so that a noisy
 * machine slows both sides of a ratio. Needs `npm run build`; everything runs on the demo's loopback.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn as spawnPty } from '@lydell/node-pty';
import { diagnose } from '../src/diagnosis/index.ts';
import { findMissing } from '../test/lab/needs.ts';
import { peakMemoryOfWalk } from '../test/lab/peak-memory.ts';
import { SCENARIOS } from '../test/lab/scenarios/index.ts';
import { fleetFigures, MACHINES } from './bench/fleet.ts';
import { largeSession } from './bench/large-session.ts';

const program = fileURLToPath(new URL('../bin/gitpod-doctor.js', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'gitpod-doctor-bench-'));
const { CI: _ci, CONTINUOUS_INTEGRATION: _ci2, ...rest } = process.env;
const env = { ...rest, XDG_STATE_HOME: state, TERM: 'xterm-256color' } as Record<string, string>;
const RUNS = 15;

const rows: { what: string; measured: string; budget: string; ok: boolean }[] = [];

function record(what: string, measured: string, budget: string, ok: boolean): void {
  rows.push({ what, measured, budget, ok });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds of a whole process. */
function timed(args: readonly string[]): number {
  const began = performance.now();
  spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  return performance.now() - began;
}

/** Milliseconds until a text stands on the terminal. */
function firstFrame(args: readonly string[], text: string): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now();
    const pty = spawnPty(process.execPath, [...args], { cols: 80, rows: 24, env });
    let seen = '';
    pty.onData((data) => {
      seen += data;
      if (!seen.includes(text)) return;
      resolve(performance.now() - began);
      pty.kill('SIGKILL');
    });
  });
}

async function startUp(): Promise<void> {
  const bare: number[] = [];
  const version: number[] = [];
  const help: number[] = [];
  const barePty: number[] = [];
  const frame: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(timed(['-e', '1']));
    version.push(timed([program, '--version']));
    help.push(timed([program, '--help']));
    barePty.push(await firstFrame(['-e', 'console.log("ready")'], 'ready'));
    // Nothing is sent before the first question is answered; the program is ended as soon as it stands.
    frame.push(await firstFrame([program, '--from', 'laptop', '--no-store'], 'What is going wrong'));
  }
  const base = median(bare);
  const ratio = (values: readonly number[], to: number) =>
    `${(median(values) / to).toFixed(2)} × bare Node (${Math.round(median(values))} ms)`;
  record('--version', ratio(version, base), '≤ 1.5 ×', median(version) <= 1.5 * base);
  record('--help', ratio(help, base), '≤ 1.5 ×', median(help) <= 1.5 * base);
  record('first frame of the guided session', ratio(frame, median(barePty)), '≤ 4 ×', median(frame) <= 4 * median(barePty));
}

interface ReportShape {
  durationMs: number;
  observations: { durationMs: number; probe: string; role: string }[];
}

function report(scenario: string, ...flags: string[]): ReportShape {
  const result = spawnSync(process.execPath, [program, 'check', '--demo', scenario, '--json', '--no-store', ...flags], {
    env,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(result.stdout.toString()) as ReportShape;
}

function sweeps(): void {
  const healthy = Array.from({ length: 5 }, () => report('healthy'));
  const ratios = healthy.map(
    (run) => run.durationMs / Math.max(...run.observations.filter((o) => o.probe !== 'download').map((o) => o.durationMs)),
  );
  record(
    'full sweep, healthy',
    `${median(ratios).toFixed(2)} × the slowest single probe (${Math.round(median(healthy.map((run) => run.durationMs)))} ms)`,
    '≤ 2 ×',
    median(ratios) <= 2,
  );
  const dropped = report('no-direct-egress', '--timeout', '4000');
  record('full sweep, every packet dropped', `${(dropped.durationMs / 1000).toFixed(1)} s`, '≤ 8 s', dropped.durationMs <= 8000);
  const deadline = report('no-direct-egress', '--timeout', '4000', '--deadline', '1500');
  record('sweep past its deadline of 1.5 s', `${Math.round(deadline.durationMs - 1500)} ms`, '≤ 500 ms', deadline.durationMs <= 2000);
}

/** Opens and closes the help while eighty rows of one step wait for answers that never come; each press until its own picture stands. */
async function keys(): Promise<void> {
  const hosts = Array.from({ length: 80 }, (_, host) => ['--scm', `https://scm${host}.corp.example`]).flat();
  const pty = spawnPty(
    process.execPath,
    [program, '--demo=no-direct-egress', '--no-store', '--symptom', 'browser', '--timeout', '4000', ...hosts],
    { cols: 80, rows: 24, env },
  );
  let seen = '';
  let heard = () => {};
  pty.onData((data) => {
    seen += data;
    heard();
  });
  const shows = (text: RegExp, withinMs: number) =>
    new Promise<boolean>((resolve) => {
      const giveUp = setTimeout(() => resolve(false), withinMs);
      heard = () => {
        if (!text.test(seen)) return;
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
    const pressed = performance.now();
    pty.write(opens ? '?' : 'b');
    if (!(await shows(opens ? /Move up\./ : / done, /, 1000))) break;
    delays.push(performance.now() - pressed);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const peak = peakMiB(pty);
  pty.kill('SIGKILL');
  const p99 = percentile(delays, 0.99);
  record('key press to repaint, p99', `${Math.round(p99)} ms of ${delays.length} presses`, '≤ 50 ms', delays.length >= 50 && p99 <= 50);
  if (peak !== null) record('peak memory of the guided session with the demo in it', `${peak} MiB`, '≤ 120 MiB', peak <= 120);
}

/** A person's own walk: the far ends are in other processes, which takes the lab's namespaces. */
async function walkAlone(): Promise<void> {
  const what = 'peak memory of the guided session alone';
  const scenario = SCENARIOS.find(({ name }) => name === 'healthy');
  if (scenario === undefined) return;
  const missing = (await findMissing())(scenario);
  if (missing.length > 0) {
    process.stderr.write(`SKIPPED: ${what}: ${missing.join(', ')} missing\n`);
    return;
  }
  const peak = await peakMemoryOfWalk(scenario);
  record(what, `${peak} MiB`, '≤ 120 MiB', peak <= 120);
}

/** The kernel's peak resident size; null where there is no /proc. */
function peakMiB(pty: IPty): number | null {
  try {
    const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pty.pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? null : Math.round(Number(kib) / 1024);
  } catch {
    return null;
  }
}

function diagnosing(): void {
  const time = (count: number) => {
    const session = largeSession(count);
    const began = performance.now();
    diagnose(session);
    return performance.now() - began;
  };
  time(1000);
  const small = median(Array.from({ length: 5 }, () => time(1000)));
  const large = median(Array.from({ length: 5 }, () => time(10_000)));
  record('diagnosing 10,000 observations', `${Math.round(large)} ms`, '≤ 200 ms', large <= 200);
  record('10,000 against 1,000 observations', `${(large / small).toFixed(1)} × the time`, '≤ 12 ×', large <= 12 * small);
}

async function fleet(): Promise<void> {
  const { seconds, peakMiB, megabytes, right } = await fleetFigures(program, env);
  const what = `collecting ${MACHINES} results`;
  record(what, `${seconds.toFixed(1)} s for ${Math.round(megabytes)} MB`, '≤ 10 s', seconds <= 10);
  record(`${what}, peak memory`, `${peakMiB} MiB`, '≤ 500 MB', peakMiB * 1.048576 <= 500);
  record(`${what}, groups`, right ? 'each cause at its places' : 'a cause at other places', 'all right', right);
}

try {
  await startUp();
  sweeps();
  await keys();
  await walkAlone();
  diagnosing();
  await fleet();
} finally {
  rmSync(state, { recursive: true, force: true });
}
const width = Math.max(...rows.map((row) => row.what.length));
for (const { what, measured, budget, ok } of rows)
  process.stdout.write(`${ok ? 'ok  ' : 'OVER'}  ${what.padEnd(width)}  ${measured}  (${budget})\n`);
process.exit(0);
