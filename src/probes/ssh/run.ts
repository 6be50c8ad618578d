/**
 * Runs one program of the ssh family: no shell, no input, its own process group that ends at the timeout, and limited output. The output is
 * returned as decoded text, uninterpreted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { onAbort } from '../deadline.ts';

export interface RunOptions {
  environment: Readonly<Record<string, string>>;
  /** Milliseconds until the group is killed. */
  timeoutMs: number;
  signal: AbortSignal;
  mostOut?: number;
  mostErr?: number;
}

/** `late`: killed at the timeout or by the signal. `too-much`: killed at the output limit. `not-started`: missing, not executable. */
export interface ProgramRun {
  how: 'exited' | 'late' | 'too-much' | 'not-started';
  status: number | null;
  out: string;
  err: string;
}

export const MAX_OUTPUT_BYTES = 256 * 1024;
export const MAX_LOG_BYTES = 16 * 1024 * 1024;

export function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<ProgramRun> {
  return new Promise((resolve) => {
    const child = start(program, args, options.environment);
    if (child === null) return resolve({ how: 'not-started', status: null, out: '', err: '' });
    let how: ProgramRun['how'] = 'exited';
    const kill = (why: ProgramRun['how']) => {
      how = why;
      killGroup(child);
    };
    const out = collect(child.stdout, options.mostOut ?? MAX_OUTPUT_BYTES, () => kill('too-much'));
    const err = collect(child.stderr, options.mostErr ?? MAX_OUTPUT_BYTES, () => kill('too-much'));
    const timer = setTimeout(() => kill('late'), options.timeoutMs);
    const deaf = onAbort(options.signal, () => kill('late'));
    const settle = (status: number | null) => {
      clearTimeout(timer);
      deaf();
      // Does not wait for a grandchild that keeps a pipe open.
      killGroup(child);
      for (const pipe of [child.stdout, child.stderr]) pipe?.destroy();
      resolve({ how, status, out: out(), err: err() });
    };
    child.once('error', () => {
      how = 'not-started';
      settle(null);
    });
    child.once('exit', (status) => {
      // Earlier output is still in the pipes, and other processes may hold them open, so the read ends after a moment.
      const late = setTimeout(() => settle(status), 200);
      child.once('close', () => {
        clearTimeout(late);
        settle(status);
      });
    });
  });
}

function start(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess | null {
  try {
    const isWindows = process.platform === 'win32';
    return spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: !isWindows, windowsHide: true });
  } catch {
    return null;
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has already ended.
  }
}

function collect(stream: ChildProcess['stdout'], most: number, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size >= most) return;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) tooMuch();
  });
  stream?.on('error', () => {});
  return () => Buffer.concat(chunks).subarray(0, most).toString('utf8');
}
