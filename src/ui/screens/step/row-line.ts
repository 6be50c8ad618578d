/** One row of a step in aligned columns. */
import type { Row } from '../../../present/rows.ts';
import { cell, cutMiddle, type Line, seg } from '../../text/line.ts';
import { STATUS_WIDTH, statusSegment } from '../status.ts';

const MARK = 3;
const WHAT = 10;
const TIME = 8;
/** From this width on a remark stands beside the row; below it, under the list. */
export const REMARK_FROM = 76;

export function rowLine(row: Row, selected: boolean, rows: number, width: number): Line {
  const digits = Math.max(2, String(rows).length);
  const fixed = MARK + digits + 2 + STATUS_WIDTH + 2 + WHAT + 1 + TIME + 1;
  const free = Math.max(8, width - fixed);
  const remark = width >= REMARK_FROM ? Math.floor(free * 0.45) : 0;
  const target = free - remark - (remark > 0 ? 2 : 0);
  const tone = selected ? 'accent' : 'plain';
  return [
    seg(selected ? ' › ' : '   ', 'accent'),
    seg(`${String(row.number).padStart(digits)}  `, tone),
    statusSegment(row.status),
    seg(`  ${cell(row.what, WHAT)} ${cell(row.target, target, 'left', cutMiddle)} `, tone),
    seg(cell(row.duration, TIME, 'right'), 'dim'),
    ...(remark > 0 ? [seg(`  ${cell(row.remark, remark)}`, row.status === 'FAIL' ? 'plain' : 'dim')] : []),
  ];
}
