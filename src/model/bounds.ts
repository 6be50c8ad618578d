/** Minimum and maximum of the numeric options, in milliseconds or as a count. */
export const OPTION_BOUNDS = { timeout: [10, 600_000], deadline: [100, 3_600_000], concurrency: [1, 256] } as const;
