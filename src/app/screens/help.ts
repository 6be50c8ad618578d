/** What the status words mean. The keys stand in the table of the interface and are added there. */
import type { StatusWord } from '../../documents/words/status-words.ts';

export interface HelpModel {
  /** The screen that it lies over: its keys come first. */
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
