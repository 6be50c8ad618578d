/** Host × program in columns: headed by names where they fit, else by numbers with a legend. */

import type { WaysRow } from '../../documents/proxies/proxy-ways.ts';
import { PROGRAMS } from '../../model/no-proxy/programs.ts';
import { BLANK, cell, cutMiddle, type Line, line, type Segment, seg } from '../../render/line/line.ts';

/** A two-digit number with a space on either side. */
const NARROW = 3;
const NAMED = PROGRAMS.map((program) => Math.max(program.length, 2) + 1);
const NAMED_WIDTH = NAMED.reduce((sum, width) => sum + width, 0);
/** Below this width a host is no longer recognisable. */
const HOST_FROM = 40;
const HOST_UP_TO = 56;

export function matrixLines(rows: readonly WaysRow[], width: number): Line[] {
  if (rows.length === 0) return [];
  const number = String(rows.length).length + 3;
  const named = width - number - NAMED_WIDTH >= HOST_FROM;
  const widths = named ? NAMED : PROGRAMS.map(() => NARROW);
  const room = width - number - widths.reduce((sum, each) => sum + each, 0);
  const widest = Math.max(...rows.map(({ host }) => host.length));
  const host = Math.min(room, HOST_UP_TO, widest + 1);
  const head = PROGRAMS.map((program, index) => cell(named ? program : String(index + 1), widths[index] ?? NARROW)).join('');
  return [
    line(' D direct   P not direct   ! not as the requirements want', 'dim'),
    BLANK,
    [seg(' '.repeat(number + host)), seg(head.trimEnd(), 'dim')],
    ...rows.map(
      (row, index): Line => [
        seg(`${String(index + 1).padStart(number - 2)}  `, 'dim'),
        seg(cell(row.host, host - 1, 'left', cutMiddle)),
        seg(' '),
        ...row.cells.map((each, column) => way(each, widths[column] ?? NARROW)),
      ],
    ),
    ...(named ? [] : [BLANK, ...legend(width)]),
  ];
}

function way({ way, wrong }: WaysRow['cells'][number], width: number): Segment {
  return seg(`${way === 'direct' ? 'D' : 'P'}${wrong ? '!' : ' '}`.padEnd(width), wrong ? 'fail' : 'plain');
}

/** Down the columns, as many as fit. */
function legend(width: number): Line[] {
  const columnWidth = 18;
  const columns = Math.max(1, Math.min(4, Math.floor((width - 1) / columnWidth)));
  const rows = Math.ceil(PROGRAMS.length / columns);
  return Array.from({ length: rows }, (_, row) => {
    const names = Array.from({ length: columns }, (_, column) => column * rows + row)
      .filter((index) => index < PROGRAMS.length)
      .map((index) => `${String(index + 1).padStart(2)} ${PROGRAMS[index] ?? ''}`.padEnd(columnWidth));
    return line(` ${names.join('').trimEnd()}`, 'dim');
  });
}
