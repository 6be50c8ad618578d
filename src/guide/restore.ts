/** Restores a guided session from its log, with the same trail and answers. */
import type { Session } from '../model/session.ts';
import { checkAnswer, impliedAnswer } from './answers.ts';
import { type GuideState, initialState, type TrailVisit } from './state.ts';
import { isMeasureId, isQuestionId, isStepId, type QuestionId } from './step-ids.ts';
import type { Summary } from './summary.ts';

/** The last step in the log counts as unmeasured, because its sweep may have been interrupted. The event `next` measures the rest. */
export function restoreGuide({ profile, path }: Pick<Session, 'profile' | 'path'>, summary: Summary): GuideState {
  let trail: TrailVisit[] = [];
  const answers: Partial<Record<QuestionId, string>> = {};
  let wentBack = false;
  for (const { step, action, detail } of path) {
    if (action === 'answered' && isQuestionId(step) && checkAnswer(step, detail ?? '').ok) answers[step] = detail ?? '';
    // A question that flags or the machine had answered was skipped with their answer.
    const implied = action === 'skipped' && isQuestionId(step) ? impliedAnswer(step, profile) : null;
    if (implied !== null && isQuestionId(step)) answers[step] ??= implied;
    const isReturn = wentBack;
    wentBack = action === 'went-back';
    const visit = action === 'entered' || action === 'skipped' ? visitOf(step, action === 'skipped' ? detail : null, summary) : null;
    if (visit === null) continue;
    // A session enters a step twice only when the user goes back. It enters a cause again also when its severity rises or the user opens
    // it.
    const isSame = (other: TrailVisit) => other.step === visit.step && other.cause?.key === visit.cause?.key;
    const before = visit.cause !== null && !isReturn ? -1 : trail.findLastIndex(isSame);
    trail = [...(before < 0 ? trail : trail.slice(0, before)), visit];
  }
  const last = trail.findLast((visit) => visit.skipped === null);
  const entered = path.filter(({ action }) => action === 'entered').map(({ step }) => step);
  const measured = [...new Set(entered.filter(isMeasureId))].filter((step) => step !== last?.step);
  const causes = entered.flatMap((step) => visitOf(step, null, summary)?.cause ?? []);
  const shown = [...new Map(causes.map(({ key, severity }) => [key, { key, severity }])).values()];
  return { ...initialState(profile), at: last?.step ?? 'where', trail, answers, measured, summary, shown };
}

/** Null for a step of another version, and for a cause that the diagnosis no longer contains. */
function visitOf(step: string, skipped: string | null, summary: Summary): TrailVisit | null {
  const [id = '', name] = step.split('/');
  if (!isStepId(id)) return null;
  const cause = summary.causes.find((candidate) => candidate.name === name) ?? null;
  return id === 'advise' && cause === null ? null : { step: id, skipped, cause };
}
