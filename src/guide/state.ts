/** The state of a walk. Immutable: the reducer makes a new one for every event. */
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import type { Evidence } from './events.ts';
import type { Step } from './step.ts';
import type { MeasureId, QuestionId, StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, NOTHING_MEASURED, type ShownCause, type Summary } from './summary.ts';

/** One step of the trail. */
export interface TrailVisit {
  step: StepId;
  /** Why it was skipped; null if it was entered. */
  skipped: string | null;
  /** The cause of an advise step, stored so that a solved cause can still be named. */
  cause: Cause | null;
}

export interface GuideState {
  at: StepId;
  /** The steps from the start to the current one. Going back shortens only this list. */
  trail: readonly TrailVisit[];
  /** Answers by step id, from the user, flags or the machine. */
  answers: Readonly<Partial<Record<QuestionId, string>>>;
  /** Questions that an earlier walk had answered when the full check began. They are skipped. */
  settled: readonly QuestionId[];
  /** The profile when the walk began, from flags and evidence of the machine. Steps that it answers are skipped. */
  given: Profile;
  evidence: Evidence;
  /** An error message given in advance, in stored form; null without one. */
  message: string | null;
  /** `given` overridden by the answers. */
  profile: Profile;
  /** Steps whose measurement is complete for the current profile. */
  measured: readonly MeasureId[];
  /** The measurement for which the walk waits. */
  running: { step: MeasureId; again: boolean } | null;
  summary: Summary;
  /** The causes shown so far, each at the highest severity with which it was shown. */
  shown: readonly ShownCause[];
  /** An answer that the user was asked to confirm; if given once more, it is accepted. */
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

/** The cause of an advise step; null at any other step. */
export function currentCause(state: GuideState): Cause | null {
  return state.trail.at(-1)?.cause ?? null;
}

/** The current measure step: this one, or the one that led to the shown cause. */
export function measureStepOf(state: GuideState): MeasureId | null {
  return state.trail.findLast((visit): visit is TrailVisit & { step: MeasureId } => STEPS[visit.step].kind === 'measure')?.step ?? null;
}
