/** The page of a guide's question. */
import type { QuestionModel, StartModel } from '../../app/screens/ask.ts';
import type { Choice, Page } from '../page.ts';

/** Questions whose answer may have several lines. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['error-message', 'image-printout', 'image-reply']);

/** What Enter alone chooses if there is no earlier answer: the most cautious choice of each question. */
const CAUTIOUS: Readonly<Record<string, string>> = { unsure: 'unsure', no: 'no', 'whole-list': 'whole-list' };

type Asked = Pick<Page, 'lines' | 'choices' | 'suggested' | 'field' | 'also'>;

/** In a text field every other letter is text, as on the screen. */
const BESIDE_TEXT: Page['also'] = [
  { word: 'b', label: 'back', keys: ['escape'] },
  { word: 'q', label: 'leave', keys: null },
];

/** `given` is the earlier answer, and `shown` its masked form. */
export function questionPage(
  model: QuestionModel | StartModel,
  { given, shown }: { given: string; shown: string },
  also: Page['also'],
): Asked {
  const lines = [
    ...('place' in model ? aboutHere(model) : []),
    model.question,
    ...(model.hint === null ? [] : [model.hint]),
    ...(model.suggestion === null ? [] : [`Found here: ${model.suggestion.text}.${model.suggestion.taken ? '' : ' t takes it.'}`]),
    ...(model.problem === null ? [] : [model.problem]),
  ];
  if (model.field !== null) {
    const several = SEVERAL_LINES.has(model.step);
    const found = model.suggestion?.taken === false ? model.suggestion.value : null;
    return {
      lines,
      choices: [],
      suggested: null,
      field: { step: model.step, several, kept: several ? '' : given, shown, found },
      also: BESIDE_TEXT,
    };
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
  return {
    lines,
    choices,
    suggested: suggested < 0 ? null : suggested,
    field: null,
    also: 'place' in model && model.place !== null ? [...also, OTHER_PLACE] : also,
  };
}

function aboutHere({ place, known, found }: StartModel): string[] {
  return [
    ...(place === null ? [] : [`This runs on: ${place.text}.`]),
    ...(known === '' ? [] : [`Known: ${known}.`]),
    ...(found === '' ? [] : [`Found here: ${found}.`]),
  ];
}

const OTHER_PLACE = { word: 'w', label: 'say another place', keys: ['tab'] };
