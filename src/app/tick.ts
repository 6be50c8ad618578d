/** Update interval of running counters: four small frames a second leave room for keys on a slow line. */
export const TICK_MS = 250;
