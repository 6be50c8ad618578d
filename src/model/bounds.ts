/** Bounds of the numeric options, without a schema, so that parsing the command line loads no validator. */

/** Minimum and maximum of each option: `timeout` and `deadline` in milliseconds, `concurrency` as a count. */
export const OPTION_BOUNDS = { timeout: [10, 600_000], deadline: [100, 3_600_000], concurrency: [1, 256] } as const;
