/** The decision tree: a typed table of steps, and one reducer that walks it. */
export { advance } from './advance.ts';
export type { Checked } from './answer-text.ts';
export { checkAnswer } from './answers.ts';
export { autoAnswer, autoEvent, openQuestions } from './auto.ts';
export { crumbs, stepOf, stepsAhead } from './crumbs.ts';
export { drawGuide } from './draw.ts';
export type { Evidence, GuideCommand, GuideEvent, PathNote } from './events.ts';
export { evidenceOf } from './evidence.ts';
export { keptMatch } from './pasted-message.ts';
export { restore } from './restore.ts';
export { currentCause, currentStep, type GuideState, initialState, isSolved, measureStepOf, type Visit } from './state.ts';
export type { AskStep, Choice, EndStep, MeasureStep, Step } from './step.ts';
export { type AskId, isAskId, isMeasureId, isStepId, type MeasureId, type StepId } from './step-ids.ts';
export { STEPS } from './steps.ts';
export { type Cause, causeKey, type Summary, summarise } from './summary.ts';
export type { Turn } from './walk.ts';
