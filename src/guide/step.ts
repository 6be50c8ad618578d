/** The types of steps. Steps are data: they decide, measure and print nothing (docs/design.md §6). */
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

/** Values with which a guard may compare an answer. A typed text can only be tested for being empty. */
export type AnswerValues = ChosenValues & Record<Exclude<QuestionId, keyof ChosenValues>, ''>;

export type AnswerGuard = { [Id in QuestionId]: { kind: 'answer'; step: Id; is: readonly AnswerValues[Id][] } }[QuestionId];
/** Holds if there is a root cause with this name. */
export interface FindingGuard {
  kind: 'finding';
  name: FindingName;
}
/** The verdict of one row, or the worst verdict of an area. */
export type VerdictGuard =
  | { kind: 'verdict'; requirement: `${Area}.${string}`; is: VerdictWord }
  | { kind: 'verdict'; area: Area; is: VerdictWord };
/** The given message points to this finding. */
export interface MessageGuard {
  kind: 'message';
  about: FindingName;
}
export type Guard = AnswerGuard | FindingGuard | VerdictGuard | MessageGuard;

/** Taken if every guard holds and its target was not visited yet. */
export interface Route {
  when: readonly Guard[];
  to: StepId;
  /** Also taken to a visited step, if an answer has since made its measurement stale. */
  again?: true;
}

/** If these guards hold, the step would show nothing new, so it is skipped with this reason. */
export interface Skip {
  when: readonly Guard[];
  because: string;
}

interface Common {
  /** The word in the breadcrumb. */
  title: string;
  /** The question that this step decides, in plain words. */
  question: string;
}

interface Onward {
  skip?: readonly Skip[];
  /** Ordered: the first match wins. */
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
  /** `choice`: one of `choices`. `text`: typed, checked by `checkAnswer`; an empty text gives no answer. */
  input: 'choice' | 'text';
  choices: readonly (Choice & { value: Value })[];
  /** One line below the question; null if it needs none. */
  hint: string | null;
  /** The flag that answers it in advance. */
  flag: string;
  /** The value to assume without a user. */
  unanswered: Value;
  /** The choice that the cursor begins on, where that is not `unanswered`. */
  preset?: Value;
}

export interface MeasureStep extends Common, Onward {
  kind: 'measure';
  areas: readonly Area[];
}

/** Shows one cause, its fixes and their owners. The state has the cause, and the position at which the walk continues. */
export interface AdviseStep extends Common {
  kind: 'advise';
}

/** Verdicts, open questions, the bundle. */
export interface EndStep extends Common {
  kind: 'end';
}

export type Step = QuestionStep | MeasureStep | AdviseStep | EndStep;
