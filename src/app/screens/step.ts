/** A measuring step: its results as they change, and the evidence of the selected row. */

import { type EvidenceLine, evidenceLines } from '../../documents/evidence/evidence.ts';
import { imageCommandLines } from '../../documents/evidence/image-commands.ts';
import { progressOf } from '../../documents/finding/finding.ts';
import { controlsText, liveSweepOfStep, otherStepProgress } from '../../documents/rows/live-here.ts';
import { type Row, rowsOf } from '../../documents/rows/rows.ts';
import { progressText } from '../../documents/words/quantity.ts';
import { joined } from '../../documents/words/say.ts';
import { currentStep, measureStepOf } from '../../guide/index.ts';
import { finalObservation } from '../../knowledge/measurements/retries.ts';
import { watchableRows } from '../../model/watch.ts';
import type { StatusWord } from '../../render/status-words.ts';
import type { PresenterInput } from './input.ts';
import { requirementsOf } from './step-requirements.ts';

export interface StepModel {
  question: string;
  /** Text like `6 of 8 done, 4.1 s`; null while nothing runs. */
  progress: string | null;
  /** The purpose of the controls while nothing else runs; null otherwise. */
  checking: string | null;
  /** Text like `2 failed, 1 inconclusive` when the step has ended, with the progress of another running step. Null while this step runs. */
  outcome: string | null;
  rows: Row[];
  /** The selected row, from 0. */
  cursor: number;
  evidence: EvidenceLine[];
  /** Failing or inconclusive requirements, which a watch can measure repeatedly. */
  watchable: string[];
}

export function presentStep(input: PresenterInput): StepModel {
  const { guide, ui } = input;
  const live = liveSweepOfStep(input);
  const rows = rowsOf(requirementsOf(measureStepOf(guide), input.session), input);
  const cursor = Math.max(0, Math.min(ui.cursor, rows.length - 1));
  return {
    question: currentStep(guide).question,
    progress: progressOf(live, input.session.limits),
    checking: controlsText(live, rows),
    outcome: live === null ? joined('; ', [outcomeText(rows), otherStepProgress(input)]) : null,
    rows,
    cursor,
    evidence: evidenceOfRow(rows[cursor], input),
    watchable: watchableRows(
      [...new Set(rows.filter((row) => mayChange(row, input)).map(({ requirement }) => requirement))],
      input.session,
    ),
  };
}

/** Whether a watch can see the result change. A requirement that is not needed on this machine is never measured. */
function mayChange({ status, observation, requirement }: Row, { diagnosis }: Pick<PresenterInput, 'diagnosis'>): boolean {
  if (observation === null || (status !== 'FAIL' && status !== 'UNSURE')) return false;
  return !diagnosis.verdicts.some((verdict) => verdict.requirement === requirement && verdict.reason === 'wrong-vantage');
}

export function evidenceOfRow(
  row: Row | undefined,
  input: Pick<PresenterInput, 'session' | 'diagnosis' | 'live' | 'mask'>,
): EvidenceLine[] {
  if (row === undefined) return [];
  const { session, mask } = input;
  if (row.running) return [{ label: 'seen', text: 'nothing yet: the probe is running' }, ...runningLines(row, input)];
  const observation = finalObservation(row.observation, session.observations);
  if (observation === undefined && row.status === 'WAIT') return [{ label: 'seen', text: 'nothing yet: the probe is queued' }];
  const commands = imageCommandLines(row.requirement, input);
  if (observation === undefined) return [{ label: 'seen', text: `nothing: ${row.remark}` }, ...commands];
  const open = observation.failure === null && row.remark !== '' ? [{ label: 'but', text: row.remark }] : [];
  return [...evidenceLines(observation, mask), ...open, ...commands];
}

/** The progress of a long measurement, and the key that stops it. */
export function runningLines({ observation, remark }: Row, { live }: Pick<PresenterInput, 'live'>): EvidenceLine[] {
  const probe = live?.running.find((each) => each.observation === observation);
  const far = probe?.progress == null ? remark : progressText(probe.progress, probe.bytesPerSecond);
  return [...(far === '' ? [] : [{ label: 'so far', text: far }]), { label: 'to skip', text: 'x stops only this check' }];
}

/** Counts results by status: `2 failed, 1 inconclusive, 5 passed`. */
export function outcomeText(rows: readonly Row[]): string {
  const tally = (status: StatusWord): number => rows.filter((row) => row.status === status).length;
  const parts = [
    [tally('FAIL'), 'failed'],
    [tally('UNSURE'), 'inconclusive'],
    [tally('PASS'), 'passed'],
    [tally('SKIP'), 'skipped'],
  ] as const;
  const counts = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return counts.length === 0 ? 'nothing to measure' : counts.join(', ');
}
