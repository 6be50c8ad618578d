/** How long the program may be unresponsive, measured by its own CPU time and not by the wall clock. */
import { readRegularFileSync } from '../../files/regular-file.ts';

export interface HangDetector {
  /** Call this once per check. */
  isOver(): boolean;
}

/**
 * The maximum CPU time of the main thread within one turn of its event loop. On a busy machine, many seconds of wall-clock time pass
 * meanwhile.
 */
const MAX_WORK_MS = 1000;
/** The maximum wait inside one call, for example for a file on an unreachable share. */
const MAX_BLOCKED_MS = 3000;
/** The limit on systems that do not report a thread's state. */
const MAX_SILENCE_MS = 3000;
/** Linux counts CPU time in these units on every machine (USER_HZ). */
const TICK_MS = 10;

interface Thread {
  state: string;
  workMs: number;
}

/** A process that is stopped or gets no CPU time does not hang. While the machine sleeps, nothing is checked. */
export function hangDetector(pid: number, lookMs: number, threadOf = mainThreadOf): HangDetector {
  const began = threadOf(pid);
  let workMs = began?.workMs ?? 0;
  let workedMs = 0;
  let blockedMs = 0;
  let silentMs = 0;
  return {
    isOver() {
      const now = threadOf(pid);
      if (now === null) {
        silentMs += lookMs;
        return silentMs >= MAX_SILENCE_MS;
      }
      const worked = now.workMs - workMs;
      workMs = now.workMs;
      workedMs += worked;
      if (worked === 0 && (now.state === 'S' || now.state === 'D') && !waitsForItsReader(pid)) blockedMs += lookMs;
      return workedMs >= MAX_WORK_MS || blockedMs >= MAX_BLOCKED_MS;
    },
  };
}

/** Node writes to terminals and pipes synchronously, so a user who pauses the terminal (Ctrl-S) blocks the process. */
function waitsForItsReader(pid: number): boolean {
  const where = readRegularFileSync(`/proc/${pid}/wchan`, 256).bytes?.toString('latin1') ?? '';
  return /(pipe|tty)_write|wait_woken|sock_alloc_send/.test(where);
}

/** proc(5): the name can contain any characters; after it come the state and, as fields 14 and 15, the CPU time. */
function mainThreadOf(pid: number): Thread | null {
  const text = readRegularFileSync(`/proc/${pid}/task/${pid}/stat`, 4096).bytes?.toString('latin1');
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return null;
  const [state = '', workTicks] = [fields[0], Number(fields[11]) + Number(fields[12])];
  return Number.isFinite(workTicks) ? { state, workMs: workTicks * TICK_MS } : null;
}
