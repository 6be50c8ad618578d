/** What the metadata probe found out, for the probes after it: whether this machine can have a role at all. */
export interface Instance {
  /** Null: nobody has asked yet. */
  answers: boolean | null;
}
