/** The screens that ask. They are the first to be shown, before anything else of the program is loaded. */
import { presentAsk, presentStart } from './ask.ts';
import { presentHeader } from './header.ts';
import type { PresentInput } from './input.ts';
import type { ScreenModel } from './screen.ts';

export type AskScreen = Extract<ScreenModel, { name: 'start' | 'ask' }>;

/** The question of the step that the guide stands at. */
export function askScreen(input: PresentInput): AskScreen {
  return input.guide.at === 'where' || input.guide.at === 'symptom'
    ? { name: 'start', header: presentHeader(input, ''), body: presentStart(input) }
    : { name: 'ask', header: presentHeader(input, ''), body: presentAsk(input) };
}
