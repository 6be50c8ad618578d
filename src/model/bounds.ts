/** Milliseconds and a count that may be set: the least and the most. */
export const NUMBERS = { timeout: [10, 600_000], deadline: [100, 3_600_000], concurrency: [1, 256] } as const;
