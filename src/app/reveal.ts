/** Masks revealed values again after a while, so that a forgotten screen share is harmless. */

const SHOWN_SECONDS = 60;

export interface Reveal {
  begin(): void;
  end(): void;
}

/** `left` receives the remaining seconds, from 60 down; at 0 values must be masked. */
export function createReveal(left: (seconds: number) => void): Reveal {
  let until = 0;
  let ticking: NodeJS.Timeout | null = null;

  function end(): void {
    if (ticking !== null) clearInterval(ticking);
    ticking = null;
  }

  return {
    begin() {
      end();
      // Uses the clock and not the ticks, because a suspended process must not show values for longer.
      until = performance.now() + SHOWN_SECONDS * 1000;
      ticking = setInterval(() => {
        const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
        if (seconds === 0) end();
        left(seconds);
      }, 1000);
      left(SHOWN_SECONDS);
    },
    end,
  };
}
