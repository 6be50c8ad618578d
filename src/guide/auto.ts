/** Drives the guide without a user: answers from the profile, and fixes no cause. */
import type { Profile } from '../model/profile.ts';
import { impliedAnswer } from './answers.ts';
import type { GuideEvent } from './events.ts';
import { currentStep, type GuideState } from './state.ts';
import { isQuestionId, type QuestionId } from './step-ids.ts';
import { STEPS } from './steps.ts';

/** The answer to the current question; null at any other step. */
export function autoAnswer(state: GuideState, profile: Profile): string | null {
  const step = currentStep(state);
  if (step.kind !== 'ask' || !isQuestionId(state.at)) return null;
  return impliedAnswer(state.at, profile) ?? step.unanswered;
}

/** The event that continues the session; null while it measures, and at its end. */
export function autoEvent(state: GuideState): GuideEvent | null {
  const value = autoAnswer(state, state.profile);
  if (value !== null && isQuestionId(state.at)) return { type: 'answered', step: state.at, value, by: 'auto' };
  const waits = state.running !== null || currentStep(state).kind === 'end';
  return waits ? null : { type: 'next' };
}

/** The questions that stay unanswered without a user, and the flag that answers each. */
export function openQuestions(state: GuideState): { step: QuestionId; question: string; flag: string }[] {
  return state.trail.flatMap(({ step: id, skipped }) => {
    const step = STEPS[id];
    if (step.kind !== 'ask' || !isQuestionId(id) || skipped !== null || state.answers[id] !== step.unanswered) return [];
    return [{ step: id, question: step.question, flag: step.flag }];
  });
}
