/** What the watchdog and the program say to each other: a line each, over a pipe. Only constants, so that both ends load nothing. */

/** Set for the program that is watched. */
export const WATCHED = 'GITPOD_DOCTOR_WATCHED';
export const WATCHDOG_FD = 3;
/**
 * Node reads what this names as soon as it loads TLS, on a thread that it waits for at its end: a pipe would hold it up for ever. Where
 * it cannot, it prints the name as it stands, past everything that makes a text safe to show. The probes read the file themselves.
 */
export const EXTRA_CERTIFICATES = 'NODE_EXTRA_CA_CERTS';
/** Where the value stands meanwhile. */
export const HELD_BACK = 'GITPOD_DOCTOR_EXTRA_CA_CERTS';

export const FROM_PROGRAM = {
  /** From now on it answers. */
  listening: 'listening',
  /** Followed by the milliseconds that are left. */
  measuring: 'measuring ',
  idle: 'idle',
  /** The screen is taken: whoever ends the program by force has to give it back. */
  onScreen: 'screen',
  offScreen: 'no-screen',
  answer: 'here',
  /** Followed by the exit status; all that there was to say is said. */
  leaving: 'leaving ',
} as const;

export const FROM_WATCHDOG = {
  ask: 'there?',
  /** Followed by a signal, a blank, and how many of them have come so far. */
  signal: 'signal ',
} as const;

/** Calls `take` with each whole line of a stream of pieces. */
export function lines(take: (line: string) => void): (piece: Buffer | string) => void {
  let rest = '';
  return (piece) => {
    const all = (rest + piece.toString()).split('\n');
    rest = all.pop() ?? '';
    for (const line of all) take(line);
  };
}
