/**
 * One lookup asked several times, as a datagram gets lost: glibc by itself sends its question again after 5 s only, and c-ares closes
 * the socket on which a slow answer would have come.
 */

/** How often a name is asked for within the deadline of its lookup, at equal distances. */
const ASKINGS = 3;

/** What getaddrinfo and c-ares say where nobody answered. */
const SILENCE: ReadonlySet<unknown> = new Set(['EAI_AGAIN', 'ETIMEOUT', 'ECANCELLED']);

export function isSilence(error: unknown): boolean {
  return SILENCE.has((error as { code?: unknown } | null)?.code);
}

/**
 * Asks anew while no answer has come; the first answer decides. Silence of one asking is no answer while another one is under
 * way. Never settles where no asking does; `signal` ends the asking.
 */
export function askAgain<T>(ask: () => Promise<T>, deadlineMs: number, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    let silent = 0;
    let timer: NodeJS.Timeout | undefined;
    const stop = () => clearTimeout(timer);
    signal.addEventListener('abort', stop, { once: true });
    const settled = (act: () => void) => {
      stop();
      signal.removeEventListener('abort', stop);
      act();
    };
    const next = () => {
      asked += 1;
      if (asked < ASKINGS) timer = setTimeout(next, deadlineMs / ASKINGS);
      ask().then(
        (value) => settled(() => resolve(value)),
        (error: unknown) => {
          silent += 1;
          if (!isSilence(error) || silent === asked) settled(() => reject(error));
        },
      );
    };
    next();
  });
}
