/** The first page of an opened bundle. */
import type { OpenedModel } from '../../app/screens/opened.ts';
import { outcomeOf } from './finish-page.ts';

export function openedLines(model: OpenedModel): string[] {
  return [
    `${model.headline}.`,
    ...model.facts.map(({ label, text }) => `${label}: ${text}`),
    ...outcomeOf(model),
    ...(model.changed.length === 0 ? [] : ["Today's rules say otherwise:", ...model.changed]),
  ];
}
