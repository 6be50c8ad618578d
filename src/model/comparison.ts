/** The differences between two reports: per requirement the verdict and its deciding phase, and the findings. */
import * as z from 'zod';
import { freeText, publicText } from './privacy.ts';
import { ControlPurpose } from './probe-request.ts';
import type { Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

/** The phase where the requirement failed, `passed`, or null if it was not measured. */
const Reached = publicText().nullable();

export const Change = z.strictObject({
  requirement: publicText(),
  /** The requirement in words. Older comparisons lack this field. */
  title: publicText().optional(),
  /** Null if that report lacks the requirement. */
  from: VerdictWord.nullable(),
  to: VerdictWord.nullable(),
  /** The phase where each report's measurement stopped. */
  phase: z.strictObject({ from: Reached, to: Reached }),
  /**
   * The first phase that differs. Each side is `ok`, the failure kind, `direct` if no tunnel is needed, or null if the phase was not
   * reached.
   */
  firstDifference: z
    .strictObject({ phase: publicText(), from: publicText().nullable(), to: publicText().nullable() })
    .nullable()
    .optional(),
});
export type Change = z.infer<typeof Change>;

/** A finding by code and subject, regardless of its id in a report. */
export const ComparedCause = z.strictObject({ code: publicText(), name: publicText(), subject: freeText() });
export type ComparedCause = z.infer<typeof ComparedCause>;

/**
 * Why two reports are hard to compare. `different-keys`: their pseudonyms differ. `masked-and-bare`: only one has pseudonyms, the other may
 * have real names. `different-places`: their vantages differ (laptop and runner). `different-lists`: their catalogues differ.
 * `later-first`: the report given as the earlier one is the later one.
 */
export const COMPARISON_WARNINGS = ['different-keys', 'masked-and-bare', 'different-places', 'different-lists', 'later-first'] as const;
export type ComparisonWarning = (typeof COMPARISON_WARNINGS)[number];

export const Comparison = z.strictObject({
  changes: z.array(Change),
  /** Names of root causes. */
  findings: z.strictObject({ new: z.array(publicText()), fixed: z.array(publicText()), unchanged: z.array(publicText()) }),
  /** The same by code and subject: a cause may be fixed for one host and new for another. */
  causes: z.strictObject({ new: z.array(ComparedCause), fixed: z.array(ComparedCause), unchanged: z.array(ComparedCause) }).optional(),
  warnings: z.array(z.enum(COMPARISON_WARNINGS)).optional(),
  /** The number of common requirements, and the names of requirements in only one report. Older comparisons lack this field. */
  rows: z.strictObject({ compared: z.int().min(0), onlyBefore: z.array(publicText()), onlyAfter: z.array(publicText()) }).optional(),
});
export type Comparison = z.infer<typeof Comparison>;

/** A comparison of many reports. */
export interface Matrix {
  /** One column per report, with its vantage and time as heading. `keyId` is null for a report without a bundle. */
  vantages: { name: string; from: Vantage | null; startedAt: string; keyId: string | null }[];
  /** A verdict is null if the report lacks the requirement. `differs`: the verdicts of the reports are not all equal. */
  rows: { requirement: string; title: string; verdicts: (VerdictWord | null)[]; differs: boolean }[];
  /** Root causes by code, and for each report whether it has the cause. */
  causes: (Omit<ComparedCause, 'subject'> & { found: boolean[] })[];
  warnings: ComparisonWarning[];
}

/** A control that today's version would send for these requirements, and that the session lacks. */
export const UnmeasuredControl = z.strictObject({ control: ControlPurpose, tellsApart: z.array(publicText()) });
export type UnmeasuredControl = z.infer<typeof UnmeasuredControl>;

/** Differences between today's verdicts on a recorded session and its original report. */
export const Reassessment = z.strictObject({
  /** Versions of the tool: the one that measured and the one that diagnoses now. */
  recordedBy: publicText(),
  judgedBy: publicText(),
  verdicts: z.array(
    z.strictObject({
      requirement: publicText(),
      title: publicText().optional(),
      recorded: VerdictWord.nullable(),
      today: VerdictWord.nullable(),
    }),
  ),
  findings: z.strictObject({ onlyRecorded: z.array(ComparedCause), onlyToday: z.array(ComparedCause) }),
});
export type Reassessment = z.infer<typeof Reassessment>;
