/** A question: numbered choices, or a line to type in. */
import type { AskModel, ChoiceModel } from '../../../present/ask.ts';
import { BLANK, type Line, seg } from '../../text/line.ts';
import { windowAround } from '../../text/window.ts';
import { block, wrap } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { fieldLines } from './field.ts';

export function askBody(model: AskModel, room: Room): ScreenBody {
  const prose = proseWidth(room);
  const head = [...block(model.question, prose, { indent: 1, tone: 'strong' }), ...hintLines(model, prose), BLANK];
  const tail = [
    ...(model.suggestion === null ? [] : [BLANK, ...block(foundText(model.suggestion), prose, { indent: 1, tone: 'dim' })]),
    ...(model.problem === null ? [] : [BLANK, ...block(model.problem, prose, { indent: 1, tone: 'warn' })]),
  ];
  const left = room.height - head.length - tail.length;
  const answers = model.field === null ? choiceLines(model, prose, left) : fieldLines(model.field, prose, left);
  return { kind: 'fixed', lines: [...head, ...answers, ...tail] };
}

function foundText({ text, taken }: NonNullable<AskModel['suggestion']>): string {
  return `Found on this machine: ${text}.${taken ? '' : ' tab takes it.'}`;
}

function hintLines({ hint }: AskModel, width: number): Line[] {
  return hint === null ? [] : block(hint, width, { indent: 1, tone: 'dim' });
}

/** All choices if they fit, with the hint of each under it if that fits too; else those around the selected one. */
export function choiceLines({ choices, cursor }: Pick<AskModel, 'choices' | 'cursor'>, width: number, height: number): Line[] {
  const withHints = choices.map((choice, index) => choiceLine(choice, index === cursor, width, 'all'));
  if (withHints.flat().length <= height) return withHints.flat();
  const short = choices.map((choice, index) => choiceLine(choice, index === cursor, width, 'none'));
  const { from, to } = windowAround(cursor, short.length, height);
  return short.slice(from, to).flat();
}

function choiceLine({ number, label, hint }: ChoiceModel, selected: boolean, width: number, hints: 'all' | 'none'): Line[] {
  const tone = selected ? 'accent' : 'plain';
  const [first = ''] = wrap(label, width - 6);
  const lines: Line[] = [[seg(selected ? ' › ' : '   ', 'accent'), seg(`${number}  `, tone), seg(first, tone)]];
  if (hints === 'all' && hint !== null) lines.push(...block(hint, width, { indent: 6, tone: 'dim' }));
  return lines;
}
