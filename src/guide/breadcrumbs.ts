/** The breadcrumb line: the path so far, and the number of measured steps. */
import type { Symptom } from '../model/profile.ts';
import { MEASURE_STEPS } from './measure-steps.ts';
import { nextStep, skipReason } from './route.ts';
import { currentCause, type GuideState, measureStepOf } from './state.ts';
import { isMeasureId, isQuestionId, MEASURE_IDS, type MeasureId, type StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, NOTHING_MEASURED } from './summary.ts';

const SYMPTOM_CRUMBS: Readonly<Record<Symptom, string>> = {
  browser: 'Browser',
  'runner-offline': 'Runner offline',
  'environment-start': 'Environment start',
  vscode: 'VS Code connection',
  jetbrains: 'JetBrains connection',
  ssh: 'SSH',
  ami: 'Launching images',
  'error-message': 'Error message',
  'whole-list': 'Whole list',
};

/** `Start › Runner offline › Gateway › Cause`, as words. */
export function breadcrumbs(state: GuideState): string[] {
  const { symptom } = state.profile;
  const behindSymptom = symptom !== null && state.at !== 'where' && state.at !== 'symptom';
  const cause = currentCause(state);
  const measured = cause === null ? null : stepOfCause(state, cause);
  return [
    STEPS.where.title,
    ...(behindSymptom ? [SYMPTOM_CRUMBS[symptom]] : []),
    ...(measured === null ? [] : [STEPS[measured].title]),
    ...(state.at === 'where' ? [] : [STEPS[state.at].title]),
  ];
}

/** The step whose requirements the cause affects. A cause that is shown only before the end does not belong to the last step. */
function stepOfCause(state: GuideState, { requirements }: Cause): MeasureId | null {
  const areas = new Set(state.summary.verdicts.flatMap(({ requirement, area }) => (requirements.includes(requirement) ? area : [])));
  const steps = MEASURE_IDS.filter((id) => MEASURE_STEPS[id].areas.some((area) => areas.has(area)));
  const last = measureStepOf(state);
  return steps.length === 0 || (last !== null && steps.includes(last)) ? last : (steps[0] ?? null);
}

/** "Step n of m" of the measuring steps, if no further cause is found; null while the symptom is unknown. */
export function stepOf(state: GuideState): { step: number; of: number } | null {
  if (state.answers.symptom === undefined) return null;
  const walked = new Set(state.trail.map((visit) => visit.step).filter((step) => isMeasureId(step) && isMeasured(state, step)));
  return { step: walked.size, of: walked.size + stepsAhead(state).filter(isMeasureId).length };
}

/** The steps from here to the end if every measurement passes, without steps that would be skipped. */
export function stepsAhead(state: GuideState): StepId[] {
  const from = state.at === 'advise' ? measureStepOf(state) : state.at;
  let ahead: GuideState = { ...state, summary: { ...NOTHING_MEASURED, verdicts: state.summary.verdicts } };
  const steps: StepId[] = [];
  for (let at: StepId = from ?? 'finish'; at !== 'finish'; ) {
    at = nextStep(ahead, at);
    if (skipReason(ahead, at) === null) steps.push(at);
    ahead = { ...ahead, trail: [...ahead.trail, { step: at, skipped: null, cause: null }] };
    // An unanswered question is treated as answered with its `unanswered` value.
    const step = STEPS[at];
    if (step.kind === 'ask' && isQuestionId(at) && ahead.answers[at] === undefined) {
      ahead = { ...ahead, answers: { ...ahead.answers, [at]: step.unanswered } };
    }
  }
  return steps;
}

/** True if the step is measured or being measured. A step that was skipped for another reason does not count. */
function isMeasured(state: GuideState, step: MeasureId): boolean {
  return state.measured.includes(step) || state.running?.step === step;
}
