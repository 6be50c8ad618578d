/** The metadata probe's result for later probes: whether this machine can have a role. */
export interface InstanceRole {
  /** Null before the first request. */
  answers: boolean | null;
}
