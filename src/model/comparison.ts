/** What differs between two reports: per requirement the verdict and the phase that decided it, and the findings. */
import * as z from 'zod';
import { publicText } from './privacy.ts';
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
});
export type Change = z.infer<typeof Change>;

export const Comparison = z.strictObject({
  changes: z.array(Change),
  /** Names of root causes. */
  findings: z.strictObject({ new: z.array(publicText()), fixed: z.array(publicText()), unchanged: z.array(publicText()) }),
});
export type Comparison = z.infer<typeof Comparison>;
