/** A question: numbered choices, or a text field. */

import { windowAround, windowNote } from '../../app/input/window.ts';
import type { ChoiceModel, QuestionModel } from '../../app/screens/ask.ts';
import { BLANK, cut, type Line, seg } from '../../render/line/line.ts';
import { block, wrap } from '../../render/line/wrap.ts';
import { type BodySize, proseWidth, type ScreenBody } from './body.ts';
import { fieldLines } from './field.ts';

/** The width of mark and number, each followed by a space. */
const INDENT = 6;

export function questionBody(model: QuestionModel, room: BodySize): ScreenBody {
  const prose = proseWidth(room);
  const head = [...block(model.question, prose, { indent: 1, tone: 'strong' }), ...hintLines(model, prose), BLANK];
  const tail = [
    ...(model.suggestion === null ? [] : [BLANK, ...block(foundText(model.suggestion), prose, { indent: 1, tone: 'dim' })]),
    ...(model.problem === null ? [] : [BLANK, ...block(model.problem, prose, { indent: 1, tone: 'warn' })]),
  ];
  const left = room.height - head.length - tail.length;
  if (model.field !== null) return { kind: 'fixed', lines: [...head, ...fieldLines(model.field, prose, left), ...tail] };
  const { lines, note } = choiceLines(model, prose, left);
  return { kind: 'fixed', lines: [...head, ...lines, ...tail], note };
}

function foundText({ text, taken }: NonNullable<QuestionModel['suggestion']>): string {
  return `Found on this machine: ${text}.${taken ? '' : ' tab takes it.'}`;
}

function hintLines({ hint }: QuestionModel, width: number): Line[] {
  return hint === null ? [] : block(hint, width, { indent: 1, tone: 'dim' });
}

/**
 * As much of each choice as fits: label and hint, only the label, or one line. If there are too many choices, those near the selected
 * choice.
 */
function choiceLines(
  { choices, cursor }: Pick<QuestionModel, 'choices' | 'cursor'>,
  width: number,
  height: number,
): { lines: Line[]; note: string } {
  const drawn = (much: Much) => choices.map((choice, index) => choiceLine(choice, index === cursor, width, much));
  const whole = (['hints', 'labels'] as const).map(drawn).find((lines) => lines.flat().length <= height);
  if (whole !== undefined) return { lines: whole.flat(), note: '' };
  const shown = windowAround(cursor, choices.length, height);
  return { lines: drawn('one-line').slice(shown.from, shown.to).flat(), note: windowNote(shown, choices.length, 'choices') };
}

type Much = 'hints' | 'labels' | 'one-line';

function choiceLine({ number, label, hint }: ChoiceModel, selected: boolean, width: number, much: Much): Line[] {
  const tone = selected ? 'accent' : 'plain';
  const [first = '', ...rest] = much === 'one-line' ? [cut(label, width - INDENT)] : wrap(label, width - INDENT);
  return [
    [seg(selected ? ' › ' : '   ', 'mark'), seg(`${number}  `, tone), seg(first, tone)],
    ...rest.map((text) => [seg(' '.repeat(INDENT)), seg(text, tone)]),
    ...(much === 'hints' && hint !== null ? block(hint, width, { indent: INDENT, tone: 'dim' }) : []),
  ];
}
