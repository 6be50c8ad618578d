/** The guide: a typed table of steps, and the reducer that follows it. */
export { advanceGuide } from './advance.ts';
export { autoEvent, openQuestions } from './auto.ts';
export { breadcrumbs, stepOf } from './breadcrumbs.ts';
export type { GuideCommand, GuideEvent } from './events.ts';
export { evidenceOf } from './events.ts';
export { storedMatch } from './pasted-message.ts';
export { restoreGuide } from './restore.ts';
export { currentCause, currentStep, type GuideState, initialState, measureStepOf, type TrailVisit } from './state.ts';
export { isMeasureId, isQuestionId, isStepId, type MeasureId, type StepId } from './step-ids.ts';
export { STEPS } from './steps.ts';
export { type Cause, causeKey, type Summary, summarise } from './summary.ts';
