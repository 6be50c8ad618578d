/** Options in milliseconds and a count: minimum and maximum. */
export const NUMBERS = { timeout: [10, 600_000], deadline: [100, 3_600_000], concurrency: [1, 256] } as const;
