/** The built program as a benchmark starts it, with its own state folder, removed with this process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type IPty, spawn as spawnPty } from '@lydell/node-pty';

export const PROGRAM = fileURLToPath(new URL('../../bin/gitpod-doctor.js', import.meta.url));

const state = mkdtempSync(join(tmpdir(), 'gitpod-doctor-bench-'));
process.on('exit', () => rmSync(state, { recursive: true, force: true }));
const { CI: _ci, CONTINUOUS_INTEGRATION: _ci2, ...rest } = process.env;
export const ENVIRONMENT = { ...rest, XDG_STATE_HOME: state, TERM: 'xterm-256color' } as Record<string, string>;

/** Milliseconds of a whole process, of Node or of another program, with these arguments. */
export function timed(args: readonly string[], program = process.execPath): number {
  const began = performance.now();
  spawnSync(program, args, { env: ENVIRONMENT, stdio: 'ignore' });
  return performance.now() - began;
}

/** Node, or another program, on a terminal of 80 × 24. */
export function onTerminal(args: readonly string[], program = process.execPath): IPty {
  return spawnPty(program, [...args], { cols: 80, rows: 24, env: ENVIRONMENT });
}

/** Milliseconds until a text appears on the terminal. */
export function firstFrame(args: readonly string[], text: string, program?: string): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now();
    const pty = onTerminal(args, program);
    let seen = '';
    pty.onData((data) => {
      seen += data;
      if (!seen.includes(text)) return;
      resolve(performance.now() - began);
      pty.kill('SIGKILL');
    });
  });
}

export interface Report {
  durationMs: number;
  observations: { startMs: number; durationMs: number; probe: string; role: string }[];
}

/** The report of a headless sweep of one of the demo's scenarios. */
export function reportOf(scenario: string, ...flags: string[]): Report {
  const result = spawnSync(process.execPath, [PROGRAM, 'check', '--demo', scenario, '--json', '--no-store', ...flags], {
    env: ENVIRONMENT,
    maxBuffer: 1 << 26,
  });
  return JSON.parse(result.stdout.toString()) as Report;
}

/** The kernel's peak resident size in MiB of a process, or of the program that it watches over; null where there is no /proc. */
export function peakMiB(pid: number): number | null {
  try {
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    return Math.max(...[pid, ...below].map(ownPeakMiB));
  } catch {
    return null;
  }
}

/** A helper that has ended meanwhile counts for nothing. */
function ownPeakMiB(pid: number): number {
  const path = `/proc/${pid}/status`;
  const kib = existsSync(path) ? /VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  return Math.round(Number(kib ?? 0) / 1024);
}
