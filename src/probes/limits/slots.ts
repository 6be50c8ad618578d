/** Slots for concurrent work, in order of request. Unlimited until a limit is known. */
export interface Slots {
  /** Resolves when a slot is free, or when the signal fires. The returned function releases the slot. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Halves the number of slots, to at least one. */
  shrink(): void;
}

/** `most` is called for the first slot; null: no limit. */
export function createSlots(most: () => number | null): Slots {
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
        // A cancelled waiter leaves the queue at once and gets no slot.
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
