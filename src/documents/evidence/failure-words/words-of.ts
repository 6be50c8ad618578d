import type { FailureKind, FailureLayer } from '../../../model/failure.ts';

export interface FailureWords {
  /** A few words beside the row. */
  remark: string;
  /** What this observation proves, and what it leaves open. */
  means: string;
  /** What would tell the remaining causes apart. */
  settles: string;
}

/** Words for every kind of these layers: a forgotten one does not compile. */
export type WordsOf<Layer extends FailureLayer> = Record<Extract<FailureKind, `${Layer}.${string}` | Layer>, FailureWords>;
