/** The words that every screen and every line shows for a state. Symbols and colours only repeat them. */
import type { Report, ReportRequirement } from '../../model/report.ts';
import type { VerdictWord } from '../../model/verdict.ts';

/** ADVICE is a finding's alone: it is true, and no row that counts hangs on it. */
export const STATUS_WORDS = ['PASS', 'FAIL', 'UNSURE', 'ADVICE', 'WAIT', 'SKIP'] as const;
export type StatusWord = (typeof STATUS_WORDS)[number];

export const STATUS_SYMBOLS = { PASS: '✔', FAIL: '✘', UNSURE: '?', ADVICE: '!', WAIT: '…', SKIP: '–' } as const satisfies Record<
  StatusWord,
  string
>;

/** For terminals and logs that hold no other letters. */
export const ASCII_STATUS_SYMBOLS = { PASS: '+', FAIL: 'x', UNSURE: '?', ADVICE: '!', WAIT: '.', SKIP: '-' } as const satisfies Record<
  StatusWord,
  string
>;

/** A verdict in the words of the screen, where nothing is known of its row but the verdict. */
export const VERDICT_STATUS = {
  met: 'PASS',
  unmet: 'FAIL',
  unknown: 'UNSURE',
  'not-applicable': 'SKIP',
} as const satisfies Record<VerdictWord, StatusWord>;

/** The word of a row: what was not measured is skipped, and what was measured and proves nothing is open. */
export function verdictStatus({
  verdict,
  reason,
  observations,
}: Pick<ReportRequirement, 'verdict' | 'reason' | 'observations'>): StatusWord {
  const isMeasured = observations.length > 0 && reason !== 'not-run';
  return verdict === 'unknown' && !isMeasured ? 'SKIP' : VERDICT_STATUS[verdict];
}

/** The outcome of a run in the same words. */
export const OUTCOME_STATUS = { pass: 'PASS', fail: 'FAIL', inconclusive: 'UNSURE' } as const satisfies Record<
  Report['summary']['outcome'],
  StatusWord
>;

/** Beside what is met though a first attempt failed. */
export const PASSED_WHEN_RETRIED = 'failed once, passed when retried';
