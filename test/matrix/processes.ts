/** What Linux knows about processes: their children, memory and CPU time. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process and all its descendants. */
export function familyOf(pid: number): number[] {
  try {
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return [pid, ...below.flatMap(familyOf)];
  } catch {
    return [];
  }
}

/** Its peak memory in MiB. */
export function peakOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** CPU time of the main thread, and its time in the run queue (`/proc/PID/schedstat`). */
export function busyMsOf(pid: number): number {
  try {
    const [work = 0, inLine = 0] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    return (work + inLine) / 1e6;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Processes whose working directory is this folder. */
export function processesIn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === folder);
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** A negative number stands for a process group. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // The process has ended meanwhile.
  }
}
