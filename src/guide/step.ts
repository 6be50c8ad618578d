/** What a step is. Steps are data: nothing in them decides, measures or prints (DESIGN §6). */
import type { Area } from '../model/area.ts';
import type { FindingName } from '../model/finding-codes.ts';
import type { Symptom } from '../model/profile.ts';
import type { RunnerKind, Vantage } from '../model/vantage.ts';
import type { VerdictWord } from '../model/verdict.ts';
import type { AskId, StepId } from './step-ids.ts';

/** What a guard may compare an answer with. Of a typed text a guard can only tell that it was left empty. */
export interface AnswerValues {
  where: Vantage | 'unsure';
  symptom: Symptom;
  runner: RunnerKind | 'unsure';
  ide: 'vscode' | 'jetbrains' | 'both' | 'unsure';
  region: '';
  account: '';
  'error-message': '';
  'revocation-servers': 'yes' | 'no';
  'scm-address': '';
  'sso-address': '';
  'image-access': 'credentials' | 'launch' | 'unsure';
  'image-printout': '';
  'image-reply': '';
  'ssh-alias': '';
  'ssh-connect': 'yes' | 'no';
}

/** An answer is one of these values. */
export type AnswerGuard = { [Id in AskId]: { kind: 'answer'; step: Id; is: readonly AnswerValues[Id][] } }[AskId];
/** A cause of this name stands, explained by no other. */
export interface FindingGuard {
  kind: 'finding';
  name: FindingName;
}
/** The verdict of one row, or the worst verdict of an area. */
export type VerdictGuard =
  | { kind: 'verdict'; requirement: `${Area}.${string}`; is: VerdictWord }
  | { kind: 'verdict'; area: Area; is: VerdictWord };
/** The message that was given speaks of this finding. */
export interface MessageGuard {
  kind: 'message';
  about: FindingName;
}
export type Guard = AnswerGuard | FindingGuard | VerdictGuard | MessageGuard;

/** Taken if every guard holds and the step it leads to is not behind us already. */
export interface Route {
  when: readonly Guard[];
  to: StepId;
  /** Taken also to a step behind us, where an answer since then has put its measurement out of date. */
  again?: true;
}

/** A step that has nothing to add under these guards is passed over, and says why. */
export interface Skip {
  when: readonly Guard[];
  because: string;
}

interface Common {
  /** The word in the breadcrumb. */
  title: string;
  /** What this step settles, as a question in plain words. */
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

export interface AskStep<Value extends string = string> extends Common, Onward {
  kind: 'ask';
  /** `choice`: one of `choices`. `text`: typed, checked by `checkAnswer`; an empty text leaves the question open. */
  input: 'choice' | 'text';
  choices: readonly (Choice & { value: Value })[];
  /** One line under the question; null if it speaks for itself. */
  hint: string | null;
  /** The flag that answers it beforehand. */
  flag: string;
  /** What stands for an answer where nobody can be asked. */
  unanswered: Value;
}

export interface MeasureStep extends Common, Onward {
  kind: 'measure';
  areas: readonly Area[];
}

/** Shows one cause, its fixes and their owners. Which cause it is, and where the walk goes on, stands in the state. */
export interface AdviseStep extends Common {
  kind: 'advise';
}

/** Verdicts, open questions, the bundle. */
export interface EndStep extends Common {
  kind: 'end';
}

export type Step = AskStep | MeasureStep | AdviseStep | EndStep;
