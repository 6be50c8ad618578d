/** The status words of verdicts, requirements and runs. */
import type { Report, ReportRequirement } from '../../model/report.ts';
import type { VerdictWord } from '../../model/verdict.ts';
import type { StatusWord } from '../../render/status-words.ts';

/** The status of a verdict alone, without an observation. */
export const VERDICT_STATUS = {
  met: 'PASS',
  unmet: 'FAIL',
  unknown: 'UNSURE',
  'not-applicable': 'SKIP',
} as const satisfies Record<VerdictWord, StatusWord>;

/** The status of a requirement: SKIP if it was not measured, UNSURE if it is inconclusive. */
export function verdictStatus({
  verdict,
  reason,
  observations,
}: Pick<ReportRequirement, 'verdict' | 'reason' | 'observations'>): StatusWord {
  const isMeasured = observations.length > 0 && reason !== 'not-run' && reason !== 'wrong-vantage';
  return verdict === 'unknown' && !isMeasured ? 'SKIP' : VERDICT_STATUS[verdict];
}

/** The outcome of a run, in the same words. */
export const OUTCOME_STATUS = { pass: 'PASS', fail: 'FAIL', inconclusive: 'UNSURE' } as const satisfies Record<
  Report['summary']['outcome'],
  StatusWord
>;

/** The remark for a met requirement whose first measurement failed. */
export const RETRY_PASSED_REMARK = 'failed once, passed when retried';
