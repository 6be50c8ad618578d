/** A session's result for one requirement (docs/design.md §2). */
import * as z from 'zod';
import { publicText } from './privacy.ts';

export const VERDICTS = ['met', 'unmet', 'unknown', 'not-applicable'] as const;
export const VerdictWord = z.enum(VERDICTS);
export type VerdictWord = z.infer<typeof VerdictWord>;

/** Why a verdict is unknown. `blocked-by:` is followed by the code of the finding (docs/contract.md, `check --json`). */
export const UNKNOWN_REASONS = [
  'no-reply',
  'wrong-vantage',
  'needs-credentials',
  'needs-input',
  'needs-consent',
  'not-run',
  'deadline',
  'throttled',
  'probe-crashed',
  'not-calibrated',
  /** An inbound rule: other machines connect, so this machine cannot measure it. */
  'inbound',
] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number] | `blocked-by:GD${number}`;

export const Verdict = z.strictObject({
  requirement: publicText(),
  counts: z.boolean(),
  verdict: VerdictWord,
  /** One of `UNKNOWN_REASONS`, or `blocked-by:GDnnn`; null unless the verdict is unknown. */
  reason: publicText().nullable(),
  observations: z.array(publicText()),
});
export type Verdict = Omit<z.infer<typeof Verdict>, 'reason'> & { reason: UnknownReason | null };
