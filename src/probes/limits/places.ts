/** Places for what may run at once, in the order of asking. There are as many as are wanted until a limit is known. */
export interface Places {
  /** Settles when there is room, or when nobody wants it any more; the function that it returns gives the place back. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Half as many from now on, and one at least. */
  shrink(): void;
}

/** `most` is asked when the first one enters; null: no limit. */
export function createPlaces(most: () => number | null): Places {
  const waiting = new Set<() => void>();
  let width: number | null = null;
  let taken = 0;

  function pump(): void {
    for (const wake of waiting) {
      if (taken >= (width ?? Number.POSITIVE_INFINITY)) return;
      waiting.delete(wake);
      taken += 1;
      wake();
    }
  }

  return {
    async enter(signal) {
      width ??= most() ?? Number.POSITIVE_INFINITY;
      await new Promise<void>((resolve) => {
        const wake = () => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        // What was told to end ends at once, and takes nothing that is scarce.
        const giveUp = () => {
          if (!waiting.delete(wake)) return;
          taken += 1;
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', giveUp, { once: true });
        pump();
        if (signal.aborted) giveUp();
      });
      let isIn = true;
      return () => {
        if (isIn) taken -= 1;
        isIn = false;
        pump();
      };
    },
    shrink() {
      width = Math.max(1, Math.floor(Math.min(width ?? Number.POSITIVE_INFINITY, taken) / 2));
    },
  };
}
