/** A question of the guide, with numbered answers or a text field. */

import { createSay, joined, unmasked } from '../../documents/words/say.ts';
import { runnerText } from '../../documents/words/words.ts';
import { currentStep, STEPS } from '../../guide/index.ts';
import { detectedConditions } from './found.ts';
import type { PresenterInput } from './input.ts';
import { suggestionOf } from './suggestion.ts';
import { type TypedLine, typedLine } from './typed.ts';

export interface ChoiceModel {
  number: number;
  value: string;
  label: string;
  hint: string | null;
}

export interface QuestionModel {
  step: string;
  question: string;
  hint: string | null;
  choices: ChoiceModel[];
  /** The index of the selected choice, from 0. */
  cursor: number;
  /** Null if the answer is a choice. */
  field: TypedLine | null;
  /** An answer that was found on this machine. `taken`: the field or the selection already has it. */
  suggestion: { value: string; text: string; taken: boolean } | null;
  /** Why the last answer was refused. */
  problem: string | null;
}

/** The first question also shows detected facts, and what the tool does. */
export interface StartModel extends QuestionModel {
  /** The vantage point of this run, once it is known. `next` is the vantage point that tab selects. */
  place: { text: string; next: string } | null;
  /** The known facts with their sources, such as `region us-east-1 (AWS_REGION)`, on one line. */
  known: string;
  found: string;
  promise: string;
}

const PROMISE =
  'gitpod-doctor measures from here, changes nothing and uploads nothing. It tells you which checks must be run in another place.';

export function presentStart(input: PresenterInput): StartModel {
  return { ...presentQuestion(input), place: placeOf(input), known: knownText(input), found: detectedConditions(input), promise: PROMISE };
}

/** The vantage point; null while the question about it is open. */
function placeOf({ guide }: PresenterInput): StartModel['place'] {
  const step = STEPS.where;
  const said = guide.answers.where ?? guide.profile.from ?? undefined;
  if (guide.at === 'where' || said === undefined || step.kind !== 'ask') return null;
  const at = step.choices.findIndex(({ value }) => value === said);
  const next = step.choices[(at + 1) % step.choices.length];
  const how = guide.profile.fromIs === 'found' ? 'as the machine shows' : 'as stated';
  return next === undefined ? null : { text: `${step.choices[at]?.label ?? said}${said === 'unsure' ? '' : `, ${how}`}`, next: next.value };
}

/** Facts for which no question is needed. */
function knownText({ guide, mask }: PresenterInput): string {
  const { regions, account, ide, scm, sso } = guide.profile;
  const say = createSay(mask);
  return joined(', ', [
    runnerText(guide.profile, guide.profile.edition),
    regions.length > 0 && say`region ${regions.join(' and ')}`,
    account !== null && say`account ${account}`,
    ide.length > 0 && `editor ${ide.join(' and ')}`,
    scm.length > 0 && say`source code at ${scm.join(' and ')}`,
    sso.length > 0 && say`sign-in at ${sso.join(' and ')}`,
  ]);
}

export function presentQuestion(input: PresenterInput): QuestionModel {
  const { guide, ui, mask } = input;
  const step = currentStep(guide);
  const suggestion = suggestionOf(input);
  const choices = step.kind === 'ask' ? step.choices : [];
  return {
    step: guide.at,
    question: step.question,
    hint: step.kind === 'ask' ? step.hint : null,
    choices: choices.map(({ value, label, hint }, index) => ({ number: index + 1, value, label, hint: hint ?? null })),
    cursor: Math.max(0, Math.min(ui.cursor, choices.length - 1)),
    field: step.kind === 'ask' && step.input === 'text' ? fieldOf(input) : null,
    suggestion:
      suggestion === null
        ? null
        : { value: suggestion.value, text: suggestion.text, taken: choices.length > 0 || ui.text.trim() === suggestion.value },
    problem: guide.problem === null ? null : mask(guide.problem),
  };
}

/** An earlier or detected answer is masked until the user changes it. */
function fieldOf(input: PresenterInput): TypedLine {
  const { ui, mask, clean } = input;
  const found = suggestionOf({ ...input, mask: unmasked })?.value;
  if (ui.text === '' || (ui.text !== initialText(input) && ui.text !== found)) return typedLine(ui, clean);
  const text = mask(ui.text);
  return { text, caret: Array.from(text).length };
}

/** The initial selection of a question: the earlier answer, else the detected answer, else the most cautious one. */
export function initialCursor(state: Pick<PresenterInput, 'guide' | 'session'>): number {
  const step = currentStep(state.guide);
  if (step.kind !== 'ask') return 0;
  const given = initialText(state);
  const first = given === '' ? (step.preset ?? step.unanswered) : given;
  return Math.max(
    0,
    step.choices.findIndex(({ value }) => value === first),
  );
}

/** The initial text of a question: the earlier answer, else a detected one without private names. */
export function initialText({ guide, session }: Pick<PresenterInput, 'guide' | 'session'>): string {
  const answers: Readonly<Record<string, string | undefined>> = guide.answers;
  const suggestion = suggestionOf({ guide, session, mask: unmasked });
  return answers[guide.at] ?? (suggestion?.isPublic === true ? suggestion.value : '');
}
