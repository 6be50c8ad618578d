/** The file that a session was opened from. */
import type { Comparison, Matrix } from '../../model/comparison.ts';

/** What is known of the file itself. */
export interface OpenedBundle {
  /** As it was named on the command line. */
  file: string;
  /** RFC 3339, UTC; null for a bare report, which is no bundle. */
  madeAt: string | null;
  level: 'standard' | 'strict' | 'network-clear' | null;
  /** Files that are not in it, and why. */
  omissions: readonly { what: string; why: string }[];
  /** What today's rules say otherwise, masked, a line each. */
  changed: readonly string[];
  /** What today's version measures as well and this session does not hold, a line each. */
  notHeld: readonly string[];
  /** The reports that it is compared with; null: with none. */
  compared: Compared | null;
}

/** Reports side by side: two with what changed, or many. */
export type Compared = { kind: 'two'; before: string; after: string; comparison: Comparison } | { kind: 'many'; matrix: Matrix };
