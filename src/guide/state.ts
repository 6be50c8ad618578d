/** The state of the guide. Immutable: the reducer makes a new state for every event. */
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import type { Evidence } from './events.ts';
import type { Step } from './step.ts';
import type { MeasureId, QuestionId, StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, NOTHING_MEASURED, type ShownCause, type Summary } from './summary.ts';

/** One step of the trail. */
export interface TrailVisit {
  step: StepId;
  /** Why the step was skipped; null if it was entered. */
  skipped: string | null;
  /** The cause of an advise step. It is stored, so that a solved cause still has a name. */
  cause: Cause | null;
}

export interface GuideState {
  at: StepId;
  /** The steps from the start to the current one. Going back shortens only this list. */
  trail: readonly TrailVisit[];
  /** Answers by step id, from the user, from flags or from the machine. */
  answers: Readonly<Partial<Record<QuestionId, string>>>;
  /** Questions that were already answered when the full check began. They are skipped. */
  settled: readonly QuestionId[];
  /** The profile at the start of the session, from flags and evidence of the machine. Questions that it answers are skipped. */
  given: Profile;
  evidence: Evidence;
  /** An error message from a flag, in its stored form; null without a message. */
  message: string | null;
  /** `given`, with the values of the answers. */
  profile: Profile;
  /** Steps whose measurement is complete for the present profile. */
  measured: readonly MeasureId[];
  /** The measurement for which the guide waits. */
  running: { step: MeasureId; again: boolean } | null;
  summary: Summary;
  /** The causes shown so far, each at the highest severity with which it was shown. */
  shown: readonly ShownCause[];
  /** An answer that seems to be a mistake. If the user gives the same answer again, it is accepted. */
  doubted: string | null;
  /** Why the last answer was refused, in one line; null if it was accepted. */
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
    doubted: null,
    problem: null,
  };
}

export function currentStep(state: GuideState): Step {
  return STEPS[state.at];
}

/** The cause of an advise step; null at other steps. */
export function currentCause(state: GuideState): Cause | null {
  return state.trail.at(-1)?.cause ?? null;
}

/** The current measuring step: the present step, or the step that led to the shown cause. */
export function measureStepOf(state: GuideState): MeasureId | null {
  return state.trail.findLast((visit): visit is TrailVisit & { step: MeasureId } => STEPS[visit.step].kind === 'measure')?.step ?? null;
}
