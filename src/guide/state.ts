/** Where a walk stands. A value: the reducer makes a new one for every event. */
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import type { Evidence } from './events.ts';
import type { Step } from './step.ts';
import type { AskId, MeasureId, StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, NOTHING_MEASURED, type ShownCause, type Summary } from './summary.ts';

/** One step of the trail. */
export interface Visit {
  step: StepId;
  /** Why it was passed over; null if it was entered. */
  skipped: string | null;
  /** What an advise step shows, kept as it was so that a solved cause can still be named. */
  cause: Cause | null;
}

export interface GuideState {
  at: StepId;
  /** From the start to here, the present step last. Going back shortens it; nothing else is lost. */
  trail: readonly Visit[];
  /** By step id, whoever gave them. */
  answers: Readonly<Partial<Record<AskId, string>>>;
  /** Questions that an earlier walk had answered when the walk of the whole list began. They are passed over. */
  settled: readonly AskId[];
  /** What was known when the walk began: flags, and what the machine shows. Steps that it answers are passed over. */
  given: Profile;
  evidence: Evidence;
  /** An error message that was given beforehand, as the walk keeps it; null if there was none. */
  message: string | null;
  /** `given`, and the answers on top of it. */
  profile: Profile;
  /** Steps whose measurement is complete for the present profile. */
  measured: readonly MeasureId[];
  /** The measurement that the walk waits for. */
  running: { step: MeasureId; again: boolean } | null;
  summary: Summary;
  /** The causes that were shown at any time, each as grave as it ever was shown. */
  shown: readonly ShownCause[];
  /** Why the last answer was not taken, in one line; null if it was. */
  problem: string | null;
}

export function initialState(profile: Profile = EMPTY_PROFILE, evidence: Evidence = { from: null }): GuideState {
  return {
    at: 'where',
    trail: [],
    answers: {},
    settled: [],
    given: profile,
    evidence,
    message: null,
    profile,
    measured: [],
    running: null,
    summary: NOTHING_MEASURED,
    shown: [],
    problem: null,
  };
}

export function currentStep(state: GuideState): Step {
  return STEPS[state.at];
}

/** The cause that an advise step shows; null at any other step. */
export function currentCause(state: GuideState): Cause | null {
  return state.trail.at(-1)?.cause ?? null;
}

/** The measure step that the walk is in: this one, or the one that led to the cause that is shown. */
export function measureStepOf(state: GuideState): MeasureId | null {
  return state.trail.findLast((visit): visit is Visit & { step: MeasureId } => STEPS[visit.step].kind === 'measure')?.step ?? null;
}
