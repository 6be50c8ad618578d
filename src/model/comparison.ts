/** What differs between two reports: per requirement the verdict and the phase that decided it, and the findings. */
import * as z from 'zod';
import { freeText, publicText } from './privacy.ts';
import { ControlPurpose } from './probe-request.ts';
import type { Vantage } from './vantage.ts';
import { VerdictWord } from './verdict.ts';

/** How far a row got: the phase that failed, `passed`, or null where it was not measured. */
const Reached = publicText().nullable();

export const Change = z.strictObject({
  requirement: publicText(),
  /** Null where that report does not have the row. */
  from: VerdictWord.nullable(),
  to: VerdictWord.nullable(),
  /** Where it stopped in each. */
  phase: z.strictObject({ from: Reached, to: Reached }),
  /** The first phase in which they differ: `ok`, the kind of the failure, `direct` for a tunnel that is not needed, or null where that one did not come to it. */
  firstDifference: z
    .strictObject({ phase: publicText(), from: publicText().nullable(), to: publicText().nullable() })
    .nullable()
    .optional(),
});
export type Change = z.infer<typeof Change>;

/** A finding by what it is and what it is about, whatever its number in its report. */
export const ComparedCause = z.strictObject({ code: publicText(), name: publicText(), subject: freeText() });
export type ComparedCause = z.infer<typeof ComparedCause>;

/**
 * Why two reports are hard to compare. `different-keys`: their pseudonyms are not the same; `masked-and-bare`: one has
 * pseudonyms where the other may have real names; `different-places`, `different-lists`: laptop against runner, two catalogues;
 * `later-first`: what is called before was measured after the other.
 */
export const COMPARISON_WARNINGS = ['different-keys', 'masked-and-bare', 'different-places', 'different-lists', 'later-first'] as const;
export type ComparisonWarning = (typeof COMPARISON_WARNINGS)[number];

export const Comparison = z.strictObject({
  changes: z.array(Change),
  /** Names of root causes. */
  findings: z.strictObject({ new: z.array(publicText()), fixed: z.array(publicText()), unchanged: z.array(publicText()) }),
  /** The same by code and subject: one kind of cause can be fixed in one place and new in another. */
  causes: z.strictObject({ new: z.array(ComparedCause), fixed: z.array(ComparedCause), unchanged: z.array(ComparedCause) }).optional(),
  warnings: z.array(z.enum(COMPARISON_WARNINGS)).optional(),
  /** How many rows both have; the names of those that stand on one side alone and were not compared. Comparisons of before have none. */
  rows: z.strictObject({ compared: z.int().min(0), onlyBefore: z.array(publicText()), onlyAfter: z.array(publicText()) }).optional(),
});
export type Comparison = z.infer<typeof Comparison>;

/** Many reports side by side. */
export interface Matrix {
  /** One column a report, named by its place and time; `keyId` null: it came without a bundle. */
  vantages: { name: string; from: Vantage | null; startedAt: string; keyId: string | null }[];
  /** `null`: that place has no such row. `differs`: the places that have it do not agree. */
  rows: { requirement: string; verdicts: (VerdictWord | null)[]; differs: boolean }[];
  /** Root causes by code, and at which places they were found. */
  causes: (Omit<ComparedCause, 'subject'> & { found: boolean[] })[];
  warnings: ComparisonWarning[];
}

/** A control that today's version makes where these rows failed, and that a session does not hold. */
export const NotHeld = z.strictObject({ control: ControlPurpose, tellsApart: z.array(publicText()) });
export type NotHeld = z.infer<typeof NotHeld>;

/** Where today's rules judge a recorded session otherwise than the report that came with it. */
export const ThenAndNow = z.strictObject({
  /** Versions of the tool: the one that measured, the one that judges now. */
  recordedBy: publicText(),
  judgedBy: publicText(),
  verdicts: z.array(z.strictObject({ requirement: publicText(), recorded: VerdictWord.nullable(), today: VerdictWord.nullable() })),
  findings: z.strictObject({ onlyRecorded: z.array(ComparedCause), onlyToday: z.array(ComparedCause) }),
});
export type ThenAndNow = z.infer<typeof ThenAndNow>;
