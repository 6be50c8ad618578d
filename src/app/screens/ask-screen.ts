/** The question screens. They load before anything else of the program. */
import { presentQuestion, presentStart, type QuestionModel, type StartModel } from './ask.ts';
import { type HeaderModel, presentHeader } from './header.ts';
import type { PresenterInput } from './input.ts';

export type QuestionScreen =
  | { name: 'start'; header: HeaderModel; body: StartModel }
  | { name: 'ask'; header: HeaderModel; body: QuestionModel };

export function questionScreen(input: PresenterInput): QuestionScreen {
  return input.guide.at === 'where' || input.guide.at === 'symptom'
    ? { name: 'start', header: presentHeader(input, ''), body: presentStart(input) }
    : { name: 'ask', header: presentHeader(input, ''), body: presentQuestion(input) };
}
