/** The first questions, with what was found out without asking and what the tool promises. */
import type { StartModel } from '../../../present/ask.ts';
import { BLANK } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { askBody } from '../ask/ask-body.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

export function startBody(model: StartModel, room: Room): ScreenBody {
  const prose = proseWidth(room);
  const found = model.found === '' ? [] : block(`Found here: ${model.found}`, prose, { indent: 1, tone: 'dim' });
  const promise = block(model.promise, prose, { indent: 1, tone: 'dim' });
  const question = askBody(model, room).lines;
  const extra = [...found, ...promise];
  // The question comes first; the rest only where there is room for it.
  const lines = question.length + extra.length + 1 <= room.height ? [...question, BLANK, ...extra] : question;
  return { kind: 'fixed', lines };
}
