/** The help: the meaning of the status words, and the keys from the table of actions. */
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { type TypedLine, typedLine } from './typed.ts';

export interface HelpModel {
  /** The word that is searched for in all keys; null without a search. */
  query: TypedLine | null;
  words: { status: StatusWord; means: string }[];
}

const MEANINGS = {
  PASS: 'the check passed',
  FAIL: 'the check failed',
  UNSURE: 'inconclusive: no answer on UDP, or another check has to pass first',
  ADVICE: 'a finding that does not break a required check',
  WAIT: 'being measured, or queued',
  SKIP: 'not measured; the row says why',
} as const satisfies Record<StatusWord, string>;

export function presentHelp({ ui, clean }: Pick<PresenterInput, 'ui' | 'clean'>): HelpModel {
  return { query: ui.overlay === 'help-search' ? typedLine(ui, clean) : null, words: statusMeanings() };
}

export function statusMeanings(): HelpModel['words'] {
  return Object.entries(MEANINGS).map(([status, means]) => ({ status: status as StatusWord, means }));
}
