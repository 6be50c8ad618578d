/** How long a watch waits before it measures again: soon after a change, ever longer while nothing happens. */
export const SHORTEST_MS = 3000;
export const LONGEST_MS = 30_000;
const SLOWER = 1.5;

/** Milliseconds; `before` is null for the pause after the first run. */
export function nextInterval(before: number | null, changed: boolean): number {
  return before === null || changed ? SHORTEST_MS : Math.min(LONGEST_MS, Math.round(before * SLOWER));
}
