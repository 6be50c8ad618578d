/** Repeats a lookup, because datagrams get lost: glibc resends after 5 s, and c-ares closes the socket of a slow answer. */

/** The number of queries for a name within the lookup's deadline, at equal intervals. */
const ASKINGS = 3;

/** The errors of getaddrinfo and c-ares that mean that no answer came. */
const SILENCE: ReadonlySet<unknown> = new Set(['EAI_AGAIN', 'ETIMEOUT', 'ECANCELLED']);

export function isSilenceError(error: unknown): boolean {
  return SILENCE.has((error as { code?: unknown } | null)?.code);
}

/** Repeats until the first answer, which decides. Silence does not count while another attempt runs. `signal` ends it. */
export function repeatQuery<T>(ask: () => Promise<T>, deadlineMs: number, signal: AbortSignal): Promise<T> {
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
          if (!isSilenceError(error) || silent === asked) settled(() => reject(error));
        },
      );
    };
    next();
  });
}
