/** Watched rows, each with a strip of its last runs; the evidence of the selected one under them. */
import { STATUS_SYMBOLS } from '../../../present/status-words.ts';
import type { WatchModel, WatchRow } from '../../../present/watch.ts';
import { rule } from '../../frame/footer.ts';
import { BLANK, cell, cut, cutMiddle, type Line, SPINNER, seg, spread } from '../../text/line.ts';
import { cells } from '../../text/width.ts';
import { windowAround } from '../../text/window.ts';
import { STRIP_TONES } from '../../theme/tones.ts';
import { evidenceBlock } from '../evidence-lines.ts';
import type { Room, ScreenBody } from '../screen-body.ts';
import { STATUS_WIDTH, statusSegments } from '../status.ts';
import { leftWidth, rightWidth, TWO_PANES_FROM, twoPanes } from '../two-panes.ts';

/** Below this many lines the evidence has a screen of its own and the list keeps the room. */
const EVIDENCE_FROM_HEIGHT = 16;
const WHAT = 10;
const NEW = ' new';
/** Mark, number, status and what is measured, with the blanks between. */
const FIXED = 3 + 4 + STATUS_WIDTH + 2 + WHAT + 1;

export function watchBody(model: WatchModel, room: Room): ScreenBody {
  const head = headLines(model, room.width);
  const height = room.height - head.length;
  if (room.width >= TWO_PANES_FROM) {
    const row = model.rows[model.cursor];
    const title = row === undefined ? [] : [[seg(`Row ${row.number}  ${row.what} ${row.target}`, 'strong')], BLANK];
    const list = rowLines(model, leftWidth(room), height);
    const right = [...title, ...evidenceBlock(model.evidence, rightWidth(room))];
    return { kind: 'fixed', lines: [...head, ...twoPanes(list, right, { width: room.width, height })] };
  }
  const withEvidence = room.height >= EVIDENCE_FROM_HEIGHT;
  const listHeight = withEvidence ? Math.min(model.rows.length + 1, Math.max(3, height - 8)) : height;
  const remark = model.rows[model.cursor]?.remark ?? '';
  const under = withEvidence || remark === '' ? [] : [[seg(` row ${model.cursor + 1}  `, 'dim'), seg(remark)]];
  const list = rowLines(model, room.width, listHeight - under.length);
  if (!withEvidence) return { kind: 'fixed', lines: [...head, ...list, ...under] };
  const filler = Array.from({ length: listHeight - list.length }, () => BLANK);
  const evidence = evidenceBlock(model.evidence, Math.min(room.width, 100) - 1).slice(0, height - listHeight - 1);
  return { kind: 'fixed', lines: [...head, ...list, ...filler, rule(room.width, `Evidence, row ${model.cursor + 1}`), ...evidence] };
}

/** Question and beat share a line where both fit whole; elsewhere the beat has its own. */
function headLines({ question, beat, measuring }: WatchModel, width: number): Line[] {
  const right = [...(measuring ? [SPINNER, seg(' ')] : []), seg(`${beat} `, 'accent')];
  if (question.length + beat.length + 6 <= width) return [spread([seg(` ${question}`, 'strong')], right, width), BLANK];
  return [[seg(` ${question}`, 'strong')], [seg(' '), ...right]];
}

function rowLines({ rows, cursor }: WatchModel, width: number, height: number): Line[] {
  const longest = Math.max(1, ...rows.map(({ strip }) => strip.length));
  const free = width - FIXED - NEW.length - 2;
  // The strip grows to half of what is free; then its beginning goes.
  const strip = Math.max(1, Math.min(longest, Math.floor(free / 2)));
  const { from, to } = windowAround(cursor, rows.length, height);
  const target = Math.min(free - strip, Math.max(...rows.map((row) => cells(row.target))));
  return rows.slice(from, to).map((row, index) => rowLine(row, from + index === cursor, target, strip));
}

function rowLine(row: WatchRow, selected: boolean, target: number, strip: number): Line {
  const tone = selected ? 'accent' : 'plain';
  const shorten = row.target.includes('/') ? cutMiddle : cut;
  return [
    seg(selected ? ' › ' : '   ', 'mark'),
    seg(`${String(row.number).padStart(2)}  `, tone),
    ...statusSegments(row.status),
    seg(`  ${cell(row.what, WHAT)} ${cell(row.target, target, 'left', shorten)}  `, tone),
    ...row.strip.slice(-strip).map((status) => seg(STATUS_SYMBOLS[status], STRIP_TONES[status])),
    ...(row.isNew ? [seg(NEW, 'warn')] : []),
  ];
}
