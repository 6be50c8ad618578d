/** The file from which a session was opened. */
import type { Comparison, Matrix } from '../../model/comparison.ts';

/** Facts about the file itself. */
export interface OpenedBundle {
  /** The name on the command line. */
  file: string;
  /** RFC 3339, UTC; null for a bare report, which is not a bundle. */
  madeAt: string | null;
  level: 'standard' | 'strict' | 'network-clear' | null;
  /** Omitted files, with the reasons. */
  omissions: readonly { what: string; why: string }[];
  /** Differences by today's rules, masked, one line each. */
  changed: readonly string[];
  /** Measurements of today's version that this session lacks, one line each. */
  notHeld: readonly string[];
  /** The compared reports; null without any. */
  compared: ReportComparison | null;
}

/** Reports side by side: two with their changes, or many. */
export type ReportComparison = { kind: 'two'; before: string; after: string; comparison: Comparison } | { kind: 'many'; matrix: Matrix };
