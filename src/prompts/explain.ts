/** `?`: explains the question of the page, the possible input, and the status words. */

import { actionsOn } from '../app/actions/index.ts';
import { statusMeanings } from '../app/screens/help.ts';
import type { ScreenModel } from '../app/screens/screen.ts';
import { STEPS } from '../guide/index.ts';
import type { Page } from './page.ts';

export function explainLines(screen: ScreenModel, page: Page): string[] {
  return [...(screen.name === 'start' || screen.name === 'ask' ? question(screen.body.step) : keys(screen, page)), ...ABOUT];
}

function question(step: string): string[] {
  const asked = step in STEPS ? STEPS[step as keyof typeof STEPS] : null;
  if (asked === null || asked.kind !== 'ask') return [];
  return [
    asked.input === 'choice' ? 'The answer is a number, or its word:' : 'The answer is a text.',
    ...asked.choices.map(({ value, label }) => `  ${value}: ${label}`),
    `The flag for this answer: ${asked.flag}`,
  ];
}

function keys({ name, body }: ScreenModel, { choices }: Page): string[] {
  const listed = new Set(choices.flatMap(({ keys: [first] }) => first));
  const helps = actionsOn(name).filter((action) => action.keys.some((key) => listed.has(key)));
  return [
    ...helps.map(({ keys: [first], help }) => `  ${first === 'enter' ? 'Enter' : first}: ${help}`),
    ...(name === 'result' && body.code !== '' ? [`More about this finding: gitpod-doctor explain ${body.code}`] : []),
    'The words:',
    ...statusMeanings().map(({ status, means }) => `  ${status}: ${means}`),
  ];
}

const ABOUT = [
  'During a measurement, Enter shows the progress, x stops the running check, and Ctrl-C stops the step.',
  'Ctrl-C again leaves. Ctrl-D leaves at once. The results are kept.',
] as const;
