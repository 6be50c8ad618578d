/** Watched rows, each with a strip of its last runs, and the evidence of the selected one below. */

import type { WatchModel, WatchRow } from '../../app/screens/watch.ts';
import { alignEnds, BLANK, type Line, SPINNER, seg } from '../../render/line/line.ts';
import { STATUS_WIDTH } from '../../render/line/status.ts';
import { STRIP_TONES } from '../../render/line/tones.ts';
import { cells } from '../../render/line/width.ts';
import { STATUS_SYMBOLS } from '../../render/status-words.ts';
import type { BodySize, ScreenBody } from './body.ts';
import { listAndDetail } from './list-and-detail.ts';
import { evidenceBlock } from './parts.ts';
import { rowStart, shortTarget } from './row-line.ts';
import { titleLines } from './step.ts';

const WHAT = 10;
const NEW = ' new';
/** The width of mark, number, status and measurement, with the spaces between them. */
const FIXED = 3 + 4 + STATUS_WIDTH + 2 + WHAT + 1;

export function watchBody(model: WatchModel, room: BodySize): ScreenBody {
  const { rows, cursor, evidence } = model;
  const row = rows[cursor];
  return listAndDetail(
    {
      head: headLines(model, room.width),
      length: rows.length,
      cursor,
      empty: 'Nothing is watched.',
      rows: (width) => rowsOf(model, width),
      title: `Evidence, row ${cursor + 1}`,
      besideTitle: (width) => (row === undefined ? [] : titleLines(`Row ${row.number}  ${row.what} ${row.target}`, row.remark, width)),
      detail: (width) => evidenceBlock(evidence, width),
      rest: 'e shows the rest',
      remark: () => row?.remark ?? '',
    },
    room,
  );
}

/** Question and timing share a line if both fit. Otherwise the timing has a line of its own. */
function headLines({ question, beat, measuring }: WatchModel, width: number): Line[] {
  const right = [seg(`${beat} `, 'accent'), ...(measuring ? [SPINNER, seg(' ')] : [])];
  if (question.length + beat.length + 8 <= width) return [alignEnds([seg(` ${question}`, 'strong')], right, width), BLANK];
  return [[seg(` ${question}`, 'strong')], [seg(' '), ...right]];
}

function rowsOf({ rows, cursor }: WatchModel, width: number): (index: number) => Line {
  const longest = Math.max(1, ...rows.map(({ strip }) => strip.length));
  const free = width - FIXED - NEW.length - 2;
  // The strip gets up to half of the free width. If it is longer, its beginning is omitted.
  const strip = Math.max(1, Math.min(longest, Math.floor(free / 2)));
  const target = Math.min(free - strip, Math.max(...rows.map((row) => cells(row.target))));
  return (index) => {
    const row = rows[index];
    return row === undefined ? BLANK : rowLine(row, index === cursor, target, strip);
  };
}

function rowLine(row: WatchRow, selected: boolean, target: number, strip: number): Line {
  return [
    ...rowStart(row, selected, { digits: 2, target, shorten: shortTarget }),
    seg(' '),
    ...row.strip.slice(-strip).map((status) => seg(STATUS_SYMBOLS[status], STRIP_TONES[status])),
    ...(row.isNew ? [seg(NEW, 'warn')] : []),
  ];
}
