/** The table of all steps. An unknown or missing step id does not compile. */
import { QUESTION_STEPS } from './ask-steps.ts';
import { MEASURE_STEPS } from './measure-steps.ts';
import type { AdviseStep, EndStep, Step } from './step.ts';
import type { StepId } from './step-ids.ts';

const advise: AdviseStep = { kind: 'advise', title: 'Cause', question: 'What is the cause, and who can remove it?' };
const finish: EndStep = { kind: 'end', title: 'Finish', question: 'What was found, and what belongs in the ticket?' };

export const STEPS: Readonly<Record<StepId, Step>> = { ...QUESTION_STEPS, ...MEASURE_STEPS, advise, finish };
