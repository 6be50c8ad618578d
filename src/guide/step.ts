/** The types of steps. Steps are data: they make no decision, no measurement and no output themselves (docs/design.md §6). */
import type { Area } from '../model/area.ts';
import type { FindingName } from '../model/finding-codes.ts';
import type { Symptom } from '../model/profile.ts';
import type { LaterEdition } from '../model/profile-words.ts';
import type { RunnerKind, Vantage } from '../model/vantage.ts';
import type { VerdictWord } from '../model/verdict.ts';
import type { QuestionId, StepId } from './step-ids.ts';

interface ChosenValues {
  where: Vantage | 'unsure';
  symptom: Symptom;
  runner: RunnerKind | LaterEdition | 'unsure';
  ide: 'vscode' | 'jetbrains' | 'both' | 'none' | 'unsure';
  'revocation-servers': 'yes' | 'no';
  'image-access': 'credentials' | 'launch' | 'unsure';
  'ssh-connect': 'yes' | 'no';
}

/** The values with which a guard can compare an answer. A typed text can only be compared with the empty text. */
export type AnswerValues = ChosenValues & Record<Exclude<QuestionId, keyof ChosenValues>, ''>;

export type AnswerGuard = { [Id in QuestionId]: { kind: 'answer'; step: Id; is: readonly AnswerValues[Id][] } }[QuestionId];
/** True if there is a root cause with this name. */
export interface FindingGuard {
  kind: 'finding';
  name: FindingName;
}
/** The verdict of one requirement, or the worst verdict of an area. */
export type VerdictGuard =
  | { kind: 'verdict'; requirement: `${Area}.${string}`; is: VerdictWord }
  | { kind: 'verdict'; area: Area; is: VerdictWord };
/** True if the given message points to this finding. */
export interface MessageGuard {
  kind: 'message';
  about: FindingName;
}
export type Guard = AnswerGuard | FindingGuard | VerdictGuard | MessageGuard;

/** The route to a step. It is taken if every guard is true and the step was not visited yet. */
export interface Route {
  when: readonly Guard[];
  to: StepId;
  /** The route is also taken to a visited step if an answer has made its measurement stale. */
  again?: true;
}

/** If these guards are true, the step is skipped with this reason, because it would show nothing new. */
export interface Skip {
  when: readonly Guard[];
  because: string;
}

interface Common {
  /** The label in the breadcrumb line. */
  title: string;
  /** The question that this step decides, in plain words. */
  question: string;
}

interface Onward {
  skip?: readonly Skip[];
  /** The first route that matches is taken. */
  routes: readonly Route[];
  otherwise: StepId;
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export interface QuestionStep<Value extends string = string> extends Common, Onward {
  kind: 'ask';
  /** `choice`: one of `choices`. `text`: typed, and checked by `checkAnswer`; an empty text is no answer. */
  input: 'choice' | 'text';
  choices: readonly (Choice & { value: Value })[];
  /** One line below the question; null if there is none. */
  hint: string | null;
  /** The flag that answers the question in advance. */
  flag: string;
  /** The value to assume without a user. */
  unanswered: Value;
  /** The choice that is selected first, if that is not `unanswered`. */
  preset?: Value;
}

export interface MeasureStep extends Common, Onward {
  kind: 'measure';
  areas: readonly Area[];
}

/** Shows one cause, its fixes and their owners. The state contains the cause, and the position at which the session continues. */
export interface AdviseStep extends Common {
  kind: 'advise';
}

/** Shows the verdicts and the unknown results, and offers a bundle. */
export interface EndStep extends Common {
  kind: 'end';
}

export type Step = QuestionStep | MeasureStep | AdviseStep | EndStep;
