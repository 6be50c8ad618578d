/** The metadata probe's result for later probes: whether this machine can have a role at all. */
export interface Instance {
  /** Null: not asked yet. */
  answers: boolean | null;
}
