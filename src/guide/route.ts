/** Chooses the next step. Only looks up the table; `advance.ts` enters the step. */
import { applyEvidence, impliedAnswer } from './answers.ts';
import { allGuardsHold } from './guards.ts';
import type { GuideState } from './state.ts';
import type { Route } from './step.ts';
import { isMeasureId, isQuestionId, type QuestionId, type StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, isShownBy } from './summary.ts';

/** The next step. A visited step is entered again only if a later answer made its measurement stale. */
export function nextStep(state: GuideState, from: StepId): StepId {
  const behind = new Set(state.trail.map((visit) => visit.step));
  const isOutOfDate = (step: StepId) => isMeasureId(step) && !state.measured.includes(step);
  const known = { answers: state.answers, summary: state.summary };
  let at = from;
  for (;;) {
    const step = STEPS[at];
    if (!('routes' in step)) return 'finish';
    const isOpen = ({ to, again }: Route) => to === 'finish' || !behind.has(to) || (again === true && isOutOfDate(to));
    const route = step.routes.find((each) => isOpen(each) && allGuardsHold(each.when, known));
    const to = route?.to ?? step.otherwise;
    if (route !== undefined || to === 'finish' || !behind.has(to)) return to;
    at = to;
  }
}

/** Why a step is skipped; null if it should be entered. The sentences never change, because logs contain them. */
export function skipReason(state: GuideState, id: StepId): string | null {
  const step = STEPS[id];
  if (!('routes' in step)) return null;
  const rule = step.skip?.find(({ when }) => allGuardsHold(when, { answers: state.answers, summary: state.summary }));
  if (rule !== undefined) return rule.because;
  if (step.kind === 'measure') return state.measured.some((measured) => measured === id) ? 'Measured already.' : null;
  if (!isQuestionId(id)) return null;
  return givenReason(state, id) ?? (state.settled.includes(id) ? 'Answered before.' : null);
}

/** Null if the user has given another answer since. */
function givenReason(state: GuideState, id: QuestionId): string | null {
  const answer = state.answers[id];
  if (id === 'error-message') return state.message === null || answer !== undefined ? null : 'Stated beforehand.';
  const isIt = (implied: string | null) => implied !== null && (answer === undefined || answer === implied);
  if (isIt(impliedAnswer(id, state.given))) return 'Stated beforehand.';
  return isIt(impliedAnswer(id, applyEvidence(state.given, state.evidence))) ? 'Found on this machine.' : null;
}

/** A wrong clock affects certificates and AWS signatures, so it concerns every step. */
const CLOCK = 'host.clock';

/**
 * The most severe cause that affects the step's requirements, or no requirement, and that this trail has not shown at its present severity.
 */
export function nextOpenCause(state: GuideState, from: StepId): Cause | null {
  const step = STEPS[from];
  if (step.kind !== 'measure') return null;
  const rows = new Set(state.summary.verdicts.filter((row) => step.areas.includes(row.area)).map((row) => row.requirement));
  const onTrail = state.trail.flatMap(({ cause }) => cause ?? []);
  const touches = ({ requirements }: Cause) => requirements.length === 0 || requirements.some((id) => rows.has(id) || id === CLOCK);
  return state.summary.causes.find((cause) => !isShownBy(onTrail, cause) && touches(cause)) ?? null;
}

/** The first cause that was not shown at its present severity. All of these are shown before the end. */
export function unshownCause(state: GuideState): Cause | null {
  return state.summary.causes.find((cause) => !isShownBy(state.shown, cause)) ?? null;
}
