import type { FailureKind, FailureLayer } from '../../../model/failure.ts';

export interface FailureWords {
  /** A few words beside the row. */
  remark: string;
  /** What this observation proves, and what it leaves unknown. */
  means: string;
  /** The test that would separate the remaining causes. */
  settles: string;
}

/** Words for every kind of these layers: a missing one does not compile. */
export type WordsOf<Layer extends FailureLayer> = Record<Extract<FailureKind, `${Layer}.${string}` | Layer>, FailureWords>;
