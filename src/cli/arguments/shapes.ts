/** What values of flags look like; the command line, profile files and their schema go by the same. */

export const ACCOUNT = /^\d{12}$/;
/** Not an option and no blanks; what else ssh does not take, it says itself. */
export const SSH_ALIAS = /^[^\s-]\S{0,252}$/;

export const LAUNCH_SHAPES = {
  'launch-subnet': /^subnet-[0-9a-f]{8,17}$/,
  'launch-security-group': /^sg-[0-9a-f]{8,17}$/,
  'launch-type': /^[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/,
  'launch-profile': /^[\w+=,.@:/-]{1,400}$/,
} as const;

/** Milliseconds and a count: the least and the most. */
export const NUMBERS = { timeout: [10, 600_000], deadline: [100, 3_600_000], concurrency: [1, 256] } as const;
