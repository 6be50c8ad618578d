/** Linux's facts about processes: their family, memory and working time. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process and all below it. */
export function familyOf(pid: number): number[] {
  try {
    const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return [pid, ...below.flatMap(familyOf)];
  } catch {
    return [];
  }
}

/** The most memory that it has had, in MiB. */
export function peakOf(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** Of the main thread, at work and in line for a processor (`/proc/PID/schedstat`). */
export function busyMsOf(pid: number): number {
  try {
    const [work = 0, inLine = 0] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ').map(Number);
    return (work + inLine) / 1e6;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Processes that run in this folder. */
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

/** A negative number: a group of processes. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
