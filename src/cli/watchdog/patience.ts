/** How long the program may leave a question unanswered: by its own account of time, not by the clock on the wall. */
import { readRegularSync } from '../../files/regular-file.ts';

export interface Patience {
  /** To be asked once a look. */
  isOver(): boolean;
}

/** The main thread has worked for so long without a turn of its loop. On a busy machine that takes it many seconds. */
const MOST_WORK_MS = 1000;
/** It waits for something inside one call, as for a file on a share that is gone. */
const MOST_BLOCKED_MS = 3000;
/** Where the system does not say what a thread does. */
const MOST_SILENCE_MS = 3000;
/** Linux counts in these, on every machine (USER_HZ). */
const TICK_MS = 10;

interface Thread {
  state: string;
  workMs: number;
}

/**
 * A stopped process (Ctrl-Z, a debugger) is no hang, nor is one that gets no processor; and while this process itself is stopped, or the
 * whole machine sleeps, nobody looks, so that no time goes by.
 */
export function patienceWith(pid: number, lookMs: number, threadOf = mainThreadOf): Patience {
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
        return silentMs >= MOST_SILENCE_MS;
      }
      const worked = now.workMs - workMs;
      workMs = now.workMs;
      workedMs += worked;
      if (worked === 0 && (now.state === 'S' || now.state === 'D') && !waitsForItsReader(pid)) blockedMs += lookMs;
      return workedMs >= MOST_WORK_MS || blockedMs >= MOST_BLOCKED_MS;
    },
  };
}

/** Node writes to a terminal and to a pipe within one call: a person who pages, or has stopped the terminal, holds it up and means to. */
function waitsForItsReader(pid: number): boolean {
  const where = readRegularSync(`/proc/${pid}/wchan`, 256).bytes?.toString('latin1') ?? '';
  return /(pipe|tty)_write|wait_woken|sock_alloc_send/.test(where);
}

/** proc(5): behind the name, which may hold anything, stand the state and, as fields 14 and 15 of all, its time. */
function mainThreadOf(pid: number): Thread | null {
  const text = readRegularSync(`/proc/${pid}/task/${pid}/stat`, 4096).bytes?.toString('latin1');
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields === undefined) return null;
  const [state = '', workTicks] = [fields[0], Number(fields[11]) + Number(fields[12])];
  return Number.isFinite(workTicks) ? { state, workMs: workTicks * TICK_MS } : null;
}
