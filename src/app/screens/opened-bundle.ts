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
  /** What the current rules conclude differently, masked, one line each. */
  changed: readonly string[];
  /** Measurements that the current version makes and that this session lacks, one line each. */
  notHeld: readonly string[];
  /** The compared reports; null without a comparison. */
  compared: ReportComparison | null;
}

/** Two reports with their changes, or many reports side by side. */
export type ReportComparison = { kind: 'two'; before: string; after: string; comparison: Comparison } | { kind: 'many'; matrix: Matrix };
