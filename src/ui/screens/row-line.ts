/** One row of a step in aligned columns. */
import type { Row } from '../../documents/rows/rows.ts';
import { BLANK, cell, cut, cutMiddle, type Line, seg } from '../../render/line/line.ts';
import { STATUS_WIDTH, statusSegments } from '../../render/line/status.ts';
import { cells } from '../../render/line/width.ts';

const MARK = 3;
const WHAT = 10;
const TIME = 8;
const GAP = 2;
/** From this width on, a remark is beside its row, otherwise below the list. */
const REMARK_FROM = 76;

/** Column widths shared by all rows of a list. */
export interface RowColumns {
  digits: number;
  target: number;
  /** The width of the remarks beside the rows; 0 if they are elsewhere. */
  remark: number;
  /** Shortens a target so that it still differs from the others. */
  shorten(text: string, width: number): string;
}

/**
 * Targets get their width first, because they distinguish the rows. Remarks get the rest, or are shown below the list if the rest is too
 * narrow.
 */
export function columnsOf(rows: readonly Row[], width: number): RowColumns {
  const digits = Math.max(2, String(rows.length).length);
  const fixed = MARK + digits + 2 + STATUS_WIDTH + 2 + WHAT + 1 + 1 + TIME;
  const free = Math.max(8, width - fixed);
  const shorten = shortenerOf(rows);
  const wanted = Math.max(0, ...rows.map(({ remark }) => cells(remark)));
  if (width < REMARK_FROM || wanted === 0) return { digits, target: free, remark: 0, shorten };
  const targets = Math.max(0, ...rows.map(({ target }) => cells(target)));
  const remark = Math.min(wanted, Math.max(free - targets - GAP, Math.floor(free / 2) - GAP));
  return { digits, target: free - remark - GAP, remark, shorten };
}

/** Paths on one host differ at their ends, hosts of one domain at their beginnings. */
export function shortTarget(text: string, width: number): string {
  return (text.includes('/') ? cutMiddle : cut)(text, width);
}

/** If two targets begin and end in the same way, the part in which they differ is shown. */
function shortenerOf(rows: readonly Row[]): RowColumns['shorten'] {
  const targets = new Set(rows.map((row) => row.target));
  return (text, width) => {
    const shown = shortTarget(text, width);
    if (shown === text || width < 8) return shown;
    const twins = [...targets].filter((other) => other !== text && shortTarget(other, width) === shown);
    if (twins.length === 0) return shown;
    const from = Math.min(...twins.map((other) => Array.from(text).findIndex((sign, at) => sign !== other[at])));
    return `…${cut(text.slice(Math.max(0, from - 3)), width - 1)}`;
  };
}

export function rowLine(row: Row | undefined, selected: boolean, columns: RowColumns): Line {
  if (row === undefined) return BLANK;
  const { remark } = columns;
  return [
    ...rowStart(row, selected, columns),
    seg(cell(row.duration, TIME, 'right'), 'dim'),
    ...(remark > 0 ? [seg(`  ${cell(row.remark, remark)}`, row.status === 'FAIL' ? 'plain' : 'dim')] : []),
  ];
}

/** The width of number, status and measurement, with the space before the target. */
export function rowStart(row: Row, selected: boolean, { digits, target, shorten }: Omit<RowColumns, 'remark'>): Line {
  const tone = selected ? 'accent' : 'plain';
  return [
    seg(selected ? ' › ' : '   ', 'mark'),
    seg(`${String(row.number).padStart(digits)}  `, tone),
    ...statusSegments(row.status),
    seg(`  ${cell(row.what, WHAT)} ${cell(row.target, target, 'left', shorten)} `, tone),
  ];
}
