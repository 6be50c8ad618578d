/** The transitions of the guide: entering or skipping a step, showing a cause, applying an answer. */
import type { Profile } from '../model/profile.ts';
import { applyEvidence, impliedAnswer, profilePatch } from './answers.ts';
import type { GuideCommand } from './events.ts';
import { MEASURE_STEPS } from './measure-steps.ts';
import { symptomOfMessage } from './pasted-message.ts';
import { nextOpenCause, nextStep, skipReason, unshownCause } from './route.ts';
import type { GuideState, TrailVisit } from './state.ts';
import { isMeasureId, isQuestionId, type MeasureId, type QuestionId, type StepId } from './step-ids.ts';
import { STEPS } from './steps.ts';
import { type Cause, markShown } from './summary.ts';

/** A state, and the commands collected so far. */
export type Transition = [state: GuideState, commands: GuideCommand[]];

/** The parts of a profile that decide which targets are measured. A change of them makes every measurement stale. */
const DECIDES_TARGETS = [
  'runner',
  'edition',
  'editionIs',
  'runnerDomain',
  'environmentAddress',
  'regions',
  'account',
  'scm',
  'sso',
] as const satisfies readonly (keyof Profile)[];

/** Goes from a measured step to the next cause, and after the last one to the next step. */
export function continueWalk([state, commands]: Transition, from: StepId): Transition {
  const cause = nextOpenCause(state, from);
  return cause === null ? enterStep([state, commands], nextStep(state, from)) : show([state, commands], cause);
}

/** Enters a step, or skips it with a note and continues. */
export function enterStep(turn: Transition, to: StepId): Transition {
  const [state] = turn;
  const cause = to === 'finish' ? unshownCause(state) : null;
  if (cause !== null) return show(turn, cause);
  const because = skipReason(state, to);
  if (because === null) return arrive(turn, to);
  const taken = isQuestionId(to) ? applyImpliedAnswer(turn, to) : turn;
  return continueWalk(noted(visited(taken, { step: to, skipped: because, cause: null }), { type: 'step-skipped', step: to, because }), to);
}

/** Enters a step without checking whether it should be skipped. */
export function arrive(turn: Transition, step: StepId): Transition {
  return settle(noted(visited(turn, { step, skipped: null, cause: null }), { type: 'step-entered', step }));
}

export function show(turn: Transition, cause: Cause): Transition {
  const [state, commands] = visited(turn, { step: 'advise', skipped: null, cause });
  const now = { ...state, shown: markShown(state.shown, cause) };
  return noted([now, commands], { type: 'step-entered', step: noteName(now) });
}

/** Returns to an earlier step. The log has both the step that was left and the step that is entered. */
export function goBack(state: GuideState, trail: readonly TrailVisit[]): Transition {
  const at = trail.at(-1)?.step ?? 'where';
  const left = noted([state, []], { type: 'went-back', step: noteName(state) });
  const back: GuideState = { ...state, at, trail, problem: null };
  return settle(noted([back, left[1]], { type: 'step-entered', step: noteName(back) }));
}

export function measure(
  [state, commands]: Transition,
  step: MeasureId,
  requirements: readonly string[] | null,
  again: boolean,
): Transition {
  const { areas } = MEASURE_STEPS[step];
  return [{ ...state, running: { step, again } }, [...commands, { type: 'measure', step, areas, requirements, again }]];
}

/** The parts of a profile that affect the measurement of one step only. */
const DECIDES_STEP: Partial<Record<MeasureId, (profile: Profile) => unknown[]>> = {
  ami: ({ consents, awsProfile, pasted }) => [consents.includes('aws'), consents.includes('launch-dry-run'), awsProfile, pasted ?? null],
  ssh: ({ consents, sshAlias }) => [consents.includes('ssh-connect'), sshAlias],
};

/** Applies a patch to the profile, and logs it only if it changes anything. */
export function setProfile([state, commands]: Transition, patch: Partial<Profile>): Transition {
  const profile: Profile = { ...state.profile, ...patch };
  const differs = (field: keyof Profile) => JSON.stringify(profile[field]) !== JSON.stringify(state.profile[field]);
  const changed = (Object.keys(patch) as (keyof Profile)[]).filter(differs);
  if (changed.length === 0) return [state, commands];
  const decides = (step: MeasureId, of: Profile) => JSON.stringify(DECIDES_STEP[step]?.(of) ?? null);
  const kept = state.measured.filter((step) => decides(step, profile) === decides(step, state.profile));
  const measured = DECIDES_TARGETS.some(differs) ? [] : kept;
  const news = Object.fromEntries(changed.map((field) => [field, profile[field]])) as Partial<Profile>;
  return [{ ...state, profile, measured }, [...commands, { type: 'set-profile', patch: news }]];
}

/** Applies an answer; a recognised message also answers the symptom question. */
export function takeAnswer(turn: Transition, step: QuestionId, value: string, by: 'person' | 'auto'): Transition {
  const [state, commands] = noted(turn, { type: 'answered', step, answer: value, by });
  const answers = { ...state.answers, [step]: value };
  const taken = setProfile([{ ...state, answers }, commands], profilePatch(step, value, state.profile));
  if (step === 'installation') return takeInstallation(taken);
  if (step !== 'error-message') return taken;
  const symptom = symptomOfMessage(value);
  return symptom === answers.symptom ? taken : takeAnswer(taken, 'symptom', symptom, 'auto');
}

/** A pasted configuration also answers the questions about the runner and its domain. */
function takeInstallation(turn: Transition): Transition {
  const { installation, edition, editionIs } = turn[0].profile;
  if (installation === undefined || edition === undefined || editionIs !== 'found') return turn;
  const isStandard = edition === 'document' && installation.signs.includes('gateway-set');
  if (edition === 'document' && !isStandard) return turn;
  const [state, commands] = takeAnswer(turn, 'runner', isStandard ? 'standard' : edition, 'auto');
  const domain = installation.runnerDomain;
  const known =
    domain === undefined
      ? state
      : { ...state, answers: { ...state.answers, 'runner-domain': domain }, settled: [...state.settled, 'runner-domain' as const] };
  return setProfile([known, commands], { editionIs: 'found' });
}

/** Applies an answer that flags or the machine imply. */
export function applyImpliedAnswer([state, commands]: Transition, step: QuestionId): Transition {
  if (step === 'error-message' && state.message !== null) return takeAnswer([state, commands], step, state.message, 'auto');
  const implied = impliedAnswer(step, applyEvidence(state.given, state.evidence));
  if (state.answers[step] !== undefined || implied === null) return [state, commands];
  const answers = { ...state.answers, [step]: implied };
  // The profile already records whether the vantage point or the edition was stated or found.
  const isRecorded = step === 'where' || (step === 'runner' && state.profile.editionIs === 'found');
  const patch = isRecorded ? {} : profilePatch(step, implied, state.profile);
  return setProfile([{ ...state, answers }, commands], patch);
}

/** The commands of a step that was just entered. */
function settle(turn: Transition): Transition {
  const [state, commands] = turn;
  if (STEPS[state.at].kind === 'end') return [state, [...commands, { type: 'end' }]];
  if (!isMeasureId(state.at) || state.measured.includes(state.at) || state.running?.step === state.at) return turn;
  return measure(turn, state.at, null, false);
}

function visited([state, commands]: Transition, visit: TrailVisit): Transition {
  const at = visit.skipped === null ? visit.step : state.at;
  return [{ ...state, at, trail: [...state.trail, visit], problem: null }, commands];
}

function noted([state, commands]: Transition, event: Extract<GuideCommand, { type: 'note' }>['event']): Transition {
  return [state, [...commands, { type: 'note', event }]];
}

/** The name of the current step in the log. A cause has a name of its own. */
function noteName(state: GuideState): string {
  const cause = state.trail.at(-1)?.cause;
  return cause ? `${state.at}/${cause.name}` : state.at;
}
