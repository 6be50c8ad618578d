/** A question of the guide, with numbered answers or a line to type in. */
import { currentStep, type GuideState } from '../guide/index.ts';
import { conditionsFound } from './found.ts';
import type { PresentInput } from './input.ts';

export interface ChoiceModel {
  number: number;
  value: string;
  label: string;
  hint: string | null;
}

export interface AskModel {
  step: string;
  question: string;
  hint: string | null;
  choices: ChoiceModel[];
  /** The selected choice, from 0. */
  cursor: number;
  /** Null where the answer is one of the choices. Shown as it was typed: nobody can edit a pseudonym. */
  field: { text: string; caret: number } | null;
  /** Why the last answer was not taken. */
  problem: string | null;
}

/** The first questions also say what was found out without asking, and what the tool does. */
export interface StartModel extends AskModel {
  found: string;
  promise: string;
}

const PROMISE = 'It measures from here, changes nothing and uploads nothing. What only another place can show, it says so.';

export function presentStart(input: PresentInput): StartModel {
  return { ...presentAsk(input), found: conditionsFound(input), promise: PROMISE };
}

export function presentAsk({ guide, ui, mask }: PresentInput): AskModel {
  const step = currentStep(guide);
  const choices = step.kind === 'ask' ? step.choices : [];
  return {
    step: guide.at,
    question: step.question,
    hint: step.kind === 'ask' ? step.hint : null,
    choices: choices.map(({ value, label, hint }, index) => ({ number: index + 1, value, label, hint: hint ?? null })),
    cursor: Math.max(0, Math.min(ui.cursor, choices.length - 1)),
    field: step.kind === 'ask' && step.input === 'text' ? { text: ui.text, caret: ui.caret } : null,
    problem: guide.problem === null ? null : mask(guide.problem),
  };
}

/** Where the cursor stands when a question opens: on the answer that was given before, else on the first. */
export function firstCursor(guide: GuideState): number {
  const step = currentStep(guide);
  if (step.kind !== 'ask') return 0;
  const given = answerGiven(guide);
  return Math.max(
    0,
    step.choices.findIndex(({ value }) => value === given),
  );
}

/** The answer that was given to this question before, empty if none was. */
export function answerGiven(guide: GuideState): string {
  const answers: Readonly<Record<string, string | undefined>> = guide.answers;
  return answers[guide.at] ?? '';
}
