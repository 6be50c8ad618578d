/** What values of flags look like; the command line, profile files and their schema go by the same. */

/** Well-formed, not existing: a region that AWS does not have is a finding (608), not wrong usage. */
export const REGION = /^[a-z]{2,3}(-[a-z]{2,12}){1,2}-\d{1,2}$/;
export const ACCOUNT = /^\d{12}$/;
/** Not an option and no blanks; what else ssh does not take, it says itself. */
export const SSH_ALIAS = /^[^\s-]\S{0,252}$/;

export const LAUNCH_SHAPES = {
  'launch-subnet': /^subnet-[0-9a-f]{8,17}$/,
  'launch-security-group': /^sg-[0-9a-f]{8,17}$/,
  'launch-type': /^[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/,
  'launch-profile': /^[\w+=,.@:/-]{1,400}$/,
} as const;
