/** How often counters count while something runs: four small frames a second, so that a slow line still has room for keys. */
export const TICK_MS = 250;
