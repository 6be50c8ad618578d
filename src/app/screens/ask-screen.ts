/** The question screens, which load before anything else of the program. */
import { type AskModel, presentAsk, presentStart, type StartModel } from './ask.ts';
import { type HeaderModel, presentHeader } from './header.ts';
import type { PresentInput } from './input.ts';

export type AskScreen = { name: 'start'; header: HeaderModel; body: StartModel } | { name: 'ask'; header: HeaderModel; body: AskModel };

export function askScreen(input: PresentInput): AskScreen {
  return input.guide.at === 'where' || input.guide.at === 'symptom'
    ? { name: 'start', header: presentHeader(input, ''), body: presentStart(input) }
    : { name: 'ask', header: presentHeader(input, ''), body: presentAsk(input) };
}
