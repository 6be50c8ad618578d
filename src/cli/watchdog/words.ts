/**
 * The messages between watchdog and program, one line each, over a pipe. This file has only constants, so that both ends load nothing else.
 */

/** Marks the watched process. The value is the name of a variable that the watchdog added, or empty. */
export const CHILD_MARK_VARIABLE = 'GITPOD_DOCTOR_WATCHED';
/**
 * The variable for the number of memory arenas of glibc (mallopt(3)). One arena is enough for a program that waits for the network, and
 * lowers the peak by 3 MiB. glibc reads it only when a process starts.
 */
export const ARENAS = 'MALLOC_ARENA_MAX';
export const WATCHDOG_FD = 3;
/**
 * Node reads this file as soon as it loads TLS, on a thread that it waits for at exit, so a pipe in this variable would block the program
 * forever. If Node cannot read the file, it prints the name unescaped. The probes read the file themselves.
 */
export const EXTRA_CA_VARIABLE = 'NODE_EXTRA_CA_CERTS';
/** The variable that passes the name of that file to the watched program. */
export const HELD_CA_VARIABLE = 'GITPOD_DOCTOR_EXTRA_CA_CERTS';

export const PROGRAM_MESSAGES = {
  /** From now on, the program answers messages. */
  listening: 'listening',
  /** Followed by the remaining milliseconds of the sweep. */
  measuring: 'measuring ',
  idle: 'idle',
  /** The screen is open: a forced end must restore the terminal. */
  onScreen: 'screen',
  offScreen: 'no-screen',
  answer: 'here',
  /** Followed by the exit status, after all output was written. */
  leaving: 'leaving ',
} as const;

export const WATCHDOG_MESSAGES = {
  ask: 'there?',
  /** Followed by a signal, a space, and the number of these signals so far. */
  signal: 'signal ',
} as const;

/** Calls `take` with each complete line of a chunked stream. */
export function splitLines(take: (line: string) => void): (piece: Buffer | string) => void {
  let rest = '';
  return (piece) => {
    const all = (rest + piece.toString()).split('\n');
    rest = all.pop() ?? '';
    for (const line of all) take(line);
  };
}
