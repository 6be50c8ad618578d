/** The running measurements of the shown step. */
import { measureStepOf, STEPS } from '../../guide/index.ts';
import { SHARED_CONTROLS } from '../../model/probe-request.ts';
import type { DocumentSubject, LiveSweep } from '../subject.ts';
import { CHECKING_NETWORK_TEXT, RULING_OUT_TEXT } from '../words/words.ts';
import type { Row } from './rows.ts';

type Input = Pick<DocumentSubject, 'guide' | 'live'>;

/** Null if nothing or another step runs, so that after going back the progress of that step is not shown as this step's. */
export function liveSweepOfStep({ guide, live }: Input): LiveSweep | null {
  return elsewhere(guide) === null ? live : null;
}

/** `AWS runs, 18 of 26 done`; null if no other step runs. */
export function otherStepProgress({ guide, live }: Input): string | null {
  const step = elsewhere(guide);
  return step === null || live === null ? null : `${STEPS[step].title} runs, ${live.done} of ${live.total} done`;
}

/** The purpose of the running controls; null while requirements are measured, or if none failed. */
export function controlsText(live: Pick<LiveSweep, 'running'> | null, rows: readonly Pick<Row, 'status'>[]): string | null {
  const requests = live?.running.map(({ request }) => request) ?? [];
  if (requests.length === 0 || requests.some(({ role }) => role === 'row') || !rows.some(({ status }) => status === 'FAIL')) return null;
  return requests.some(({ purpose }) => SHARED_CONTROLS.has(purpose)) ? CHECKING_NETWORK_TEXT : RULING_OUT_TEXT;
}

function elsewhere(guide: DocumentSubject['guide']) {
  const { running } = guide;
  return running === null || running.step === measureStepOf(guide) ? null : running.step;
}
