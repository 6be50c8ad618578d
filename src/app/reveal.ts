/** Masks revealed values again after a minute, in case the user forgot that the screen is shared. */

const SHOWN_SECONDS = 60;

export interface Reveal {
  begin(): void;
  end(): void;
}

/** `left` receives the remaining seconds, from 60 down to 0, when values must be masked. */
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
      // Reads the clock instead of counting ticks, because a suspended process must not show values for longer.
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
