import type { FailureKind, FailureLayer } from '../../../model/failure.ts';

export interface FailureWords {
  /** A few words beside the row. */
  remark: string;
  /** What this observation proves, and what it leaves unknown. */
  means: string;
  /** The test that would distinguish the possible causes. */
  settles: string;
}

/** The words for each failure kind of these layers. A kind without words does not compile. */
export type WordsOf<Layer extends FailureLayer> = Record<Extract<FailureKind, `${Layer}.${string}` | Layer>, FailureWords>;
