/** The meaning of the status words, followed by the keys from the table of actions. */
import type { StatusWord } from '../../render/status-words.ts';

export interface HelpModel {
  /** The screen below, whose keys come first. */
  over: string;
  words: { status: StatusWord; means: string }[];
}

const MEANINGS = {
  PASS: 'measured, and in order',
  FAIL: 'measured, and something is in the way',
  UNSURE: 'not settled: silence on UDP, a place that cannot tell, or what depends on it is not measured yet',
  ADVICE: 'a finding that is worth knowing, and no required check depends on it',
  WAIT: 'being measured, or queued',
  SKIP: 'not measured, and the row says why',
} as const satisfies Record<StatusWord, string>;

export function presentHelp(over: string): HelpModel {
  return { over, words: Object.entries(MEANINGS).map(([status, means]) => ({ status: status as StatusWord, means })) };
}
