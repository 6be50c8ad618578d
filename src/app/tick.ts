/** Update interval of running counters: with the spinner's frames beside them, five small frames a second leave room for keys on a slow line. */
export const TICK_MS = 400;
