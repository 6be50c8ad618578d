/** The meaning of the status words, followed by the keys from the table of actions. */
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { type TypedLine, typedLine } from './typed.ts';

export interface HelpModel {
  /** The word to look for among all keys; null without a search. */
  query: TypedLine | null;
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

export function presentHelp({ ui, clean }: Pick<PresenterInput, 'ui' | 'clean'>): HelpModel {
  return { query: ui.overlay === 'help-search' ? typedLine(ui, clean) : null, words: statusMeanings() };
}

export function statusMeanings(): HelpModel['words'] {
  return Object.entries(MEANINGS).map(([status, means]) => ({ status: status as StatusWord, means }));
}
