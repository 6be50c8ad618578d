/** The only reducer of the guide: a state and an event give the next state and its commands. */
import { applyEvidence, checkAnswer, reasonToDoubtAnswer } from './answers.ts';
import type { GuideEvent } from './events.ts';
import { nextStep } from './route.ts';
import { currentCause, type GuideState, initialState, measureStepOf } from './state.ts';
import { isMeasureId, QUESTION_IDS, type QuestionId, type StepId } from './step-ids.ts';
import { markShown, type Summary } from './summary.ts';
import {
  applyImpliedAnswer,
  arrive,
  continueWalk,
  enterStep,
  goBack,
  measure,
  setProfile,
  show,
  type Transition,
  takeAnswer,
} from './walk.ts';

export function advanceGuide(state: GuideState, event: GuideEvent): Transition {
  switch (event.type) {
    case 'started': {
      const message = event.message === undefined ? null : answerOf('error-message', event.message);
      const fresh = { ...initialState(event.profile, event.evidence), message };
      return enterStep(withLaterRunner(setProfile([fresh, []], applyEvidence(event.profile, event.evidence))), 'where');
    }
    case 'found':
      return found({ ...state, evidence: event.evidence });
    case 'answered':
      // Changing the symptom makes the answers that depended on it open again.
      return answered(event.step === 'symptom' ? { ...state, settled: [] } : state, event);
    case 'measured':
      return measured(state, event);
    case 'next':
      return next(state);
    case 'back':
      return back(state, event.to ?? state.trail.length - 2);
    case 'recheck':
      return recheck(state);
    case 'goto':
      return goTo(state, event.step);
    case 'whole-list':
      return wholeList(state);
    case 'show-cause': {
      const cause = state.summary.causes.find(({ key }) => key === event.cause);
      return cause === undefined ? [state, []] : show([state, []], cause);
    }
  }
}

/** An answer to the current question advances the walk; an answer to another question is only stored. */
function answered(state: GuideState, { step, value, by }: Extract<GuideEvent, { type: 'answered' }>): Transition {
  const checked = checkAnswer(step, value);
  if (!checked.ok) return [{ ...state, problem: checked.problem }, []];
  const doubt = by === 'person' && state.doubted !== checked.value ? reasonToDoubtAnswer(step, checked.value) : null;
  if (doubt !== null) return [{ ...state, problem: doubt, doubted: checked.value }, []];
  const turn = takeAnswer([{ ...state, problem: null, doubted: null }, []], step, checked.value, by);
  return step === state.at ? enterStep(turn, nextStep(turn[0], step)) : turn;
}

/** Late evidence answers the question about the vantage point; the user's own answer takes precedence. */
function found(state: GuideState): Transition {
  return foundEdition(foundPlace(state));
}

/** Signs of a later edition affect every session, even one that does not ask about the runner. */
function foundEdition(turn: Transition): Transition {
  const [state] = turn;
  const { edition, runner, editionIs } = applyEvidence(state.profile, state.evidence);
  if (edition === undefined || editionIs === undefined || edition === state.profile.edition) return turn;
  const now = setProfile([{ ...state, answers: without(state.answers, 'runner') }, turn[1]], { edition, runner, editionIs });
  if (state.at !== 'runner') return withLaterRunner(now);
  return enterStep([{ ...now[0], trail: state.trail.slice(0, -1) }, now[1]], 'runner');
}

/** Routes depend on the kind of runner, even before its question is reached. */
function withLaterRunner(turn: Transition): Transition {
  const { edition } = turn[0].profile;
  return edition === undefined || edition === 'document' ? turn : applyImpliedAnswer(turn, 'runner');
}

function foundPlace(state: GuideState): Transition {
  const open = state.answers.where === undefined || state.answers.where === 'unsure';
  if (state.evidence.from === null || !open || state.given.from !== null) return [state, []];
  const turn = setProfile([{ ...state, answers: without(state.answers, 'where') }, []], applyEvidence(state.profile, state.evidence));
  if (state.at !== 'where') return applyImpliedAnswer(turn, 'where');
  return enterStep([{ ...turn[0], trail: state.trail.slice(0, -1) }, turn[1]], 'where');
}

/** The first measurement of a step leads to the next step. A repeated one does not, so that the user sees the change. */
function measured(state: GuideState, { step, summary, cancelled }: Extract<GuideEvent, { type: 'measured' }>): Transition {
  const awaited = step !== null && state.running?.step === step ? state.running : null;
  const now: GuideState = {
    ...asShownNow(state, summary),
    summary,
    measured: step === null || state.measured.includes(step) ? state.measured : [...state.measured, step],
    running: awaited === null ? state.running : null,
  };
  const leadsOn = awaited !== null && !awaited.again && cancelled !== true;
  return leadsOn && now.at === step ? continueWalk([now, []], step) : [now, []];
}

/** Records that the shown cause was shown at its present severity. */
function asShownNow(state: GuideState, summary: Summary): GuideState {
  const visit = state.trail.at(-1);
  const cause = summary.causes.find(({ key }) => key === visit?.cause?.key);
  if (visit === undefined || cause === undefined) return state;
  return { ...state, trail: [...state.trail.slice(0, -1), { ...visit, cause }], shown: markShown(state.shown, cause) };
}

function next(state: GuideState): Transition {
  if (state.at === 'advise') {
    const from = measureStepOf(state);
    return from === null ? enterStep([state, []], 'finish') : continueWalk([state, []], from);
  }
  if (!isMeasureId(state.at) || state.running?.step === state.at) return [state, []];
  return state.measured.includes(state.at) ? continueWalk([state, []], state.at) : measure([state, []], state.at, null, false);
}

/** Goes to this position of the trail, or to the last entered step before that position. */
function back(state: GuideState, to: number): Transition {
  const before = state.trail.slice(0, Math.min(to, state.trail.length - 2) + 1);
  const entered = before.findLastIndex((visit) => visit.skipped === null);
  return entered < 0 ? [state, []] : goBack(state, before.slice(0, entered + 1));
}

function goTo(state: GuideState, step: Exclude<StepId, 'advise'>): Transition {
  if (step === state.at) return [state, []];
  const index = state.trail.findIndex((visit) => visit.step === step);
  return index < 0 ? arrive([state, []], step) : goBack(state, [...state.trail.slice(0, index), { step, skipped: null, cause: null }]);
}

function wholeList(state: GuideState): Transition {
  const settled = QUESTION_IDS.filter((id) => state.answers[id] !== undefined);
  const [atSymptom, before] = goTo({ ...state, settled }, 'symptom');
  const [now, commands] = answered(atSymptom, { type: 'answered', step: 'symptom', value: 'whole-list', by: 'person' });
  return [now, [...before, ...commands]];
}

/** At a cause: the requirements that its fixes should make pass. At a measuring step: all its requirements. */
function recheck(state: GuideState): Transition {
  const step = measureStepOf(state);
  if (step === null || state.running?.step === step || (state.at !== 'advise' && state.at !== step)) return [state, []];
  const rows = currentCause(state)?.verify ?? [];
  return measure([state, []], step, rows.length > 0 ? rows : null, true);
}

/** A text stated in advance, as an answer; null if it is not valid. */
function answerOf(step: QuestionId, text: string): string | null {
  const checked = checkAnswer(step, text);
  return checked.ok ? checked.value : null;
}

function without<Id extends string>(answers: Readonly<Partial<Record<Id, string>>>, step: Id): Partial<Record<Id, string>> {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => id !== step)) as Partial<Record<Id, string>>;
}
