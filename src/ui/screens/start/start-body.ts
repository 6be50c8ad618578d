/** The first questions, with what was found out without asking and what the tool promises. */
import type { StartModel } from '../../../present/ask.ts';
import { BLANK } from '../../text/line.ts';
import { block } from '../../text/wrap.ts';
import { askBody } from '../ask/ask-body.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';

/** `Found here` with blanks around it. */
const INDENT = 13;

export function startBody(model: StartModel, room: Room): ScreenBody {
  const prose = proseWidth(room);
  const fact = (label: string, text: string, tone: 'plain' | 'dim' = 'dim') =>
    text === '' ? [] : block(text, prose, { indent: INDENT, label: ` ${label}`, tone });
  const place = model.place === null ? [] : fact('Where', `${model.place.text} (tab changes it)`, 'plain');
  const extras = [fact('Known', model.known), fact('Found here', model.found), block(model.promise, prose, { indent: 1, tone: 'dim' })];
  // The question comes first, and the place where it is measured from; the rest only where there is room for it.
  const question = askBody(model, { width: room.width, height: room.height - (place.length === 0 ? 0 : place.length + 1) }).lines;
  const lines = [...question, ...(place.length === 0 ? [] : [BLANK, ...place])];
  const more = extras.flat();
  const gap = place.length === 0 ? [BLANK] : [];
  return { kind: 'fixed', lines: lines.length + gap.length + more.length <= room.height ? [...lines, ...gap, ...more] : lines };
}
