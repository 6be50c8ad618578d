/** One row of a step in aligned columns. */
import type { Row } from '../../../present/rows.ts';
import { cell, cut, cutMiddle, type Line, seg } from '../../text/line.ts';
import { cells } from '../../text/width.ts';
import { STATUS_WIDTH, statusSegments } from '../status.ts';

const MARK = 3;
const WHAT = 10;
const TIME = 8;
/** From this width on a remark stands beside the row; below it, under the list. */
export const REMARK_FROM = 76;

/** Widths that all rows of a list share. */
export interface Columns {
  digits: number;
  target: number;
  /** 0: remarks do not stand beside the rows. */
  remark: number;
}

/** Remarks get what they need, at most half of what is free; the rest belongs to the targets. */
export function columnsOf(rows: readonly Row[], width: number): Columns {
  const digits = Math.max(2, String(rows.length).length);
  const fixed = MARK + digits + 2 + STATUS_WIDTH + 2 + WHAT + 1 + 1 + TIME;
  const free = Math.max(8, width - fixed);
  const wanted = Math.max(0, ...rows.map(({ remark }) => cells(remark)));
  const remark = width >= REMARK_FROM && wanted > 0 ? Math.min(wanted, Math.floor(free / 2) - 2) : 0;
  return { digits, target: free - (remark > 0 ? remark + 2 : 0), remark };
}

export function rowLine(row: Row, selected: boolean, { digits, target, remark }: Columns): Line {
  const tone = selected ? 'accent' : 'plain';
  // Paths of one host are told apart by their ends, hosts of one domain by their beginnings.
  const shorten = row.target.includes('/') ? cutMiddle : cut;
  return [
    seg(selected ? ' › ' : '   ', 'mark'),
    seg(`${String(row.number).padStart(digits)}  `, tone),
    ...statusSegments(row.status),
    seg(`  ${cell(row.what, WHAT)} ${cell(row.target, target, 'left', shorten)} `, tone),
    seg(cell(row.duration, TIME, 'right'), 'dim'),
    ...(remark > 0 ? [seg(`  ${cell(row.remark, remark)}`, row.status === 'FAIL' ? 'plain' : 'dim')] : []),
  ];
}
