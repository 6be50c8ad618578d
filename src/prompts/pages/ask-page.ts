/** A question of the guide. */
import type { AskModel, StartModel } from '../../present/ask.ts';
import type { Choice, Page } from '../page.ts';

/** Texts that come with line breaks when they are pasted. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['error-message', 'image-printout', 'image-reply']);

/** Questions that the screen opens on an answer, which is then the first of them; here it is the one that claims least. */
const CAUTIOUS: Readonly<Record<string, string>> = { unsure: 'unsure', no: 'no', 'whole-list': 'whole-list' };

type Asked = Pick<Page, 'lines' | 'choices' | 'suggested' | 'field' | 'also'>;

/** Where text is typed, every other letter is text; on the screen, too. */
const BESIDE_TEXT: Page['also'] = [
  { word: 'b', label: 'back', keys: ['escape'] },
  { word: 'q', label: 'leave', keys: null },
];

export function askPage(model: AskModel | StartModel, given: string, also: Page['also']): Asked {
  const lines = [
    ...('found' in model && model.found !== '' ? [`Found here: ${model.found}.`] : []),
    model.question,
    ...(model.hint === null ? [] : [model.hint]),
    ...(model.problem === null ? [] : [model.problem]),
  ];
  if (model.field !== null) {
    const several = SEVERAL_LINES.has(model.step);
    return { lines, choices: [], suggested: null, field: { step: model.step, several, kept: several ? '' : given }, also: BESIDE_TEXT };
  }
  const choices = model.choices.map(
    ({ number, value, label, hint }): Choice => ({
      label: hint === null ? label : `${label}. ${hint}`,
      words: [value, label.toLowerCase()],
      keys: [...String(number), 'enter'],
    }),
  );
  const wanted = model.choices.findIndex(({ value }) => value === given);
  const suggested = wanted >= 0 ? wanted : model.choices.findIndex(({ value }) => CAUTIOUS[value] !== undefined);
  return { lines, choices, suggested: suggested < 0 ? null : suggested, field: null, also };
}
