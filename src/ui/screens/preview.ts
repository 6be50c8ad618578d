/** The files of the bundle before it is written, numbered, with sizes and replaced values. */

import { windowAround, windowNote } from '../../app/input/window.ts';
import type { PreviewModel, PreviewRow } from '../../app/screens/preview-screens.ts';
import { BLANK, cell, type Line, seg } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';
import { type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, proseWidth, rightWidth, type ScreenBody } from './body.ts';
import { fileLines } from './file.ts';

const NAME = 18;
const SIZE = 7;

export function previewBody(model: PreviewModel, room: BodySize): ScreenBody {
  const wide = room.width >= MIN_TWO_PANE_WIDTH && model.selected !== null;
  const width = wide ? leftWidth(room) - 1 : proseWidth(room);
  const head = [...block(model.summary, width, { indent: 1, tone: model.failed ? 'warn' : 'strong' }), BLANK];
  const remarks = model.remarks.flatMap((text) => block(text, width, { indent: 1, tone: 'dim' }));
  // On a small terminal the files matter more than general remarks.
  const tail = head.length + model.rows.length + remarks.length + 1 <= room.height ? [BLANK, ...remarks] : [];
  const shown = windowAround(model.cursor, model.rows.length, Math.max(1, room.height - head.length - tail.length));
  const note = windowNote(shown, model.rows.length, 'files');
  const rows = model.rows
    .slice(shown.from, shown.to)
    .map((row, index) => rowLine(row, shown.from + index, shown.from + index === model.cursor));
  const lines = [...head, ...rows, ...tail];
  if (!wide || model.selected === null) return { kind: 'fixed', lines, note };
  return { kind: 'fixed', lines, note, beside: fileLines(model.selected, { width: rightWidth(room) + 2, height: room.height }) };
}

function rowLine({ path, size, words, leftOut }: PreviewRow, index: number, selected: boolean): Line {
  const tone = leftOut ? 'dim' : selected ? 'accent' : 'plain';
  return [
    seg(selected ? ' › ' : '   ', 'mark'),
    seg(`${String(index + 1).padStart(2)}  `, tone),
    seg(`${cell(path, NAME)} `, tone),
    seg(`${cell(size, SIZE, 'right')}  `, tone),
    seg(words, leftOut ? 'warn' : 'dim'),
  ];
}
