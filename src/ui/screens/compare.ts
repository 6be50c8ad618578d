/** Changes between two reports, worst first; a table for many. */
import { CHANGE_WORDS, type ChangeWord, type CompareModel, type CompareRow } from '../../app/screens/compare-view.ts';
import { joined } from '../../documents/words/say.ts';
import { BLANK, cell, cut, cutMiddle, type Line, seg } from '../../render/line/line.ts';
import type { Tone } from '../../render/line/tones.ts';
import { cells } from '../../render/line/width.ts';
import { block } from '../../render/line/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from './body.ts';
import { listAndDetail } from './list-and-detail.ts';
import { matrixTable } from './matrix-table.ts';
import { evidenceBlock } from './parts.ts';
import { titleLines } from './step.ts';

const WORD = Math.max(...CHANGE_WORDS.map((word) => word.length));
/** Mark, number and word, with spaces between. */
const FIXED = 3 + 4 + WORD + 2;
const TONES = {
  WORSE: 'fail',
  NEW: 'fail',
  OTHER: 'unsure',
  STILL: 'unsure',
  BETTER: 'pass',
  FIXED: 'pass',
  SAME: 'dim',
} as const satisfies Record<ChangeWord, Tone>;

export function compareBody(model: CompareModel, room: Room): ScreenBody {
  const prose = proseWidth(room);
  const head = [
    ...block(model.summary, prose, { indent: 1, tone: 'strong' }),
    ...model.warnings.flatMap((warning) => block(warning, prose, { indent: 1, tone: 'warn' })),
  ];
  if (model.kind === 'many') return { kind: 'scroll', lines: [...head, BLANK, ...matrixTable(model.matrix, room.width)] };
  const { rows, cursor, sides } = model;
  const row = rows[cursor];
  return listAndDetail(
    {
      head: [...head, ...sides.flatMap(({ label, text }) => block(text, prose, { indent: 9, label: ` ${label}` })), BLANK],
      length: rows.length,
      cursor,
      empty: 'Every row that both have and every finding is as it was.',
      rows: (width) => rowsOf(rows, cursor, width),
      title: row === undefined ? '' : `${row.number}  ${row.title}`,
      besideTitle: (width) => (row === undefined ? [] : titleLines(`${row.number}  ${row.title}`, row.brief, width)),
      detail: (width) => (row === undefined ? [] : evidenceBlock(row.details, width)),
      rest: null,
      remark: () => (row === undefined ? '' : joined('; ', [row.brief, ...row.details.map(({ label, text }) => `${label}: ${text}`)])),
    },
    room,
  );
}

function rowsOf(rows: readonly CompareRow[], cursor: number, width: number): (index: number) => Line {
  const brief = Math.max(0, ...rows.map((row) => cells(row.brief)));
  const free = width - FIXED - 1;
  const beside = brief > 0 && brief + 30 <= free;
  const title = beside ? free - brief - 2 : free;
  return (index) => {
    const row = rows[index];
    if (row === undefined) return BLANK;
    const tone = index === cursor ? 'accent' : 'plain';
    return [
      seg(index === cursor ? ' › ' : '   ', 'mark'),
      seg(`${String(row.number).padStart(2)}  `, tone),
      seg(cell(row.word, WORD), TONES[row.word]),
      seg(`  ${row.brief === '' ? cut(row.title, free) : cell(row.title, title, 'left', cutMiddle)}`, tone),
      ...(beside && row.brief !== '' ? [seg(`  ${row.brief}`, 'dim')] : []),
    ];
  };
}
