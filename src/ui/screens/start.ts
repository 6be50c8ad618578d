/** The first questions, with detected facts and what the tool promises. */
import type { StartModel } from '../../app/screens/ask.ts';
import { BLANK } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';
import { questionBody } from './ask.ts';
import { type BodySize, proseWidth, type ScreenBody } from './body.ts';

/** The width of the label `Found here` with the spaces around it. */
const INDENT = 13;

export function startBody(model: StartModel, room: BodySize): ScreenBody {
  const prose = proseWidth(room);
  const fact = (label: string, text: string, tone: 'plain' | 'dim' = 'dim') =>
    text === '' ? [] : block(text, prose, { indent: INDENT, label: ` ${label}`, tone });
  const place = model.place === null ? [] : fact('Where', model.place.text, 'plain');
  const extras = [
    place.length === 0 ? [BLANK] : [],
    fact('Known', model.known),
    fact('Found here', model.found),
    block(model.promise, prose, { indent: 1, tone: 'dim' }),
  ];
  // The question and the vantage point come first. The rest follows if it fits.
  const question = questionBody(model, room);
  const lines = [...question.lines];
  for (const below of [place.length === 0 ? [] : [BLANK, ...place], ...extras])
    if (lines.length + below.length <= room.height) lines.push(...below);
  return { ...question, lines };
}
