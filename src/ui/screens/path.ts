/** The path: visited steps with numbers. Enter leads to the selected step. */
import type { PathModel, PathRow } from '../../app/screens/path.ts';
import { BLANK, cut, type Line, line, seg } from '../../render/line/line.ts';
import { STATUS_WIDTH, statusSegments } from '../../render/line/status.ts';
import { cells } from '../../render/line/width.ts';
import type { BodySize, ScreenBody } from './body.ts';
import { listAndDetail } from './list-and-detail.ts';
import { evidenceBlock } from './parts.ts';
import { titleLines } from './step.ts';

/** The width of mark, number and status, with the spaces between them. */
const FIXED = 3 + 4 + STATUS_WIDTH + 2;
const SHORT = 20;
const GAP = 2;
/** The minimum width in which an outcome can be read. */
const LEGIBLE = 10;
const HERE = 'you are here';

export function pathBody(model: PathModel, room: BodySize): ScreenBody {
  const { rows, cursor, summary } = model;
  const row = rows[cursor];
  return listAndDetail(
    {
      head: [line(` The path so far: ${summary}`, 'strong'), BLANK],
      length: rows.length,
      cursor,
      empty: 'There is no path yet.',
      rows: (width) => rowsOf(rows, cursor, width),
      title: row === undefined ? '' : `${row.number}  ${row.title}`,
      besideTitle: (width) => (row === undefined ? [] : titleLines(`${row.number}  ${row.title}`, row.outcome, width)),
      detail: (width) => (row === undefined ? [] : evidenceBlock(row.details, width)),
      rest: 'enter goes there',
      remark: () => row?.outcome ?? '',
    },
    room,
  );
}

/** Short titles form a column. The title of a finding is a sentence and gets its full width. */
function rowsOf(rows: readonly PathRow[], cursor: number, width: number): (index: number) => Line {
  const free = width - FIXED - 1;
  const column = Math.max(0, ...rows.map((row) => cells(row.title)).filter((each) => each <= SHORT));
  return (index) => {
    const row = rows[index];
    if (row === undefined) return BLANK;
    const tone = index === cursor ? 'accent' : 'plain';
    // The mark of the current position is always shown. Its result is in the details.
    const isHere = row.place === null;
    const title = cut(row.title.padEnd(column), isHere ? free - HERE.length - GAP : free);
    const room = free - cells(title) - GAP;
    const outcome = isHere ? HERE : room < LEGIBLE ? '' : cut(row.outcome, room);
    return [
      seg(index === cursor ? ' › ' : '   ', 'mark'),
      seg(`${String(row.number).padStart(2)}  `, tone),
      ...(row.status === null ? [seg(' '.repeat(STATUS_WIDTH))] : statusSegments(row.status)),
      seg(`  ${title}`, tone),
      ...(outcome === '' ? [] : [seg(`  ${outcome}`, isHere ? 'accent' : 'dim')]),
    ];
  };
}
