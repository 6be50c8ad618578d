/** A signal during a cell: it is sent once the fault has been reached. Checks how the program exits. */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { busyMsOf, familyOf, kill, processesIn } from './processes.ts';

/** Ctrl-C, which a terminal sends to the whole process group; or a signal that a process manager sends to the process that it started. */
export type Interruption = 'SIGINT' | 'SIGTERM';

/** The time for the program to print its results and exit. */
const MAX_MS = 1000;
const STATUS = 130;
/** A program that has stored nothing by this time reads a file that does not end. */
const BEGINNING_MS = 2000;

const LOOK_MS = 5;
/** Its own exit statuses; 4: a named file cannot be read. */
const OWN_ENDS: ReadonlySet<number> = new Set([0, 1, 3, 4]);
/** A signal that the watchdog alone gets is passed on after a tenth of a second. */
const CROSSED_MS = 300;

export interface Interrupting {
  /** Called at the end: what is wrong with the exit. Null if everything was measured before the signal. */
  problems(status: number | null): string[] | null;
}

/** `isMet`: the fault was reached, so the program is handling its effects. */
export function interrupting(signal: Interruption, pid: number, home: string, isMet: () => boolean): Interrupting {
  const began = performance.now();
  let sent: { at: number; hadStored: boolean } | null = null;
  /** Time in which the program or its watchdog worked or waited for a processor does not count. */
  const busy = new Map<number, { first: number; last: number }>();

  const looking = setInterval(look, LOOK_MS);

  function look(): void {
    const family = familyOf(pid).slice(0, 2);
    for (const one of sent === null ? [] : family) note(one);
    if (sent !== null || family[1] === undefined || !isMet()) return;
    const stored = storedIn(home);
    if (stored.length === 0 && performance.now() - began < BEGINNING_MS) return;
    for (const one of family) note(one);
    const at = performance.now();
    kill(signal === 'SIGINT' ? -pid : pid, signal);
    sent = { at, hadStored: stored.length > 0 };
  }

  return {
    problems(status) {
      clearInterval(looking);
      if (sent === null) return null;
      const worked = [...busy.values()].reduce((sum, { first, last }) => sum + last - first, 0);
      const waitedMs = Math.round(performance.now() - sent.at - worked);
      const left = processesIn(realpathSync(home));
      const stored = storedIn(home);
      // The signal was sent just when the program exited by itself.
      if (status !== null && OWN_ENDS.has(status) && waitedMs <= CROSSED_MS && !stored.some((log) => log.includes('"cancelled"')))
        return null;
      // Before it handles signals, the signal ends the program, like any other program.
      const isKilled = !sent.hadStored && status === 128 + constants.signals[signal];
      return [
        ...(status === STATUS || isKilled ? [] : [`ended with ${status} after ${signal}`]),
        ...(waitedMs <= MAX_MS ? [] : [`ended ${waitedMs} ms after ${signal}`]),
        ...(sent.hadStored && stored.length === 0 ? ['its stored session is gone'] : []),
        ...(left.length === 0 ? [] : [`left ${left.length} processes behind`]),
      ];
    },
  };

  function note(one: number): void {
    const ms = busyMsOf(one);
    if (!Number.isFinite(ms)) return;
    busy.set(one, { first: busy.get(one)?.first ?? ms, last: ms });
  }
}

function storedIn(home: string): string[] {
  const folder = join(home, 'gitpod-doctor', 'sessions');
  try {
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((log) => log.includes('"profile-set"'));
  } catch {
    return [];
  }
}
