/** Rows while they are measured, with the evidence of the selected one under them, or beside them where it is wide. */
import type { StepModel } from '../../../present/step.ts';
import { rule } from '../../frame/footer.ts';
import { BLANK, type Line, SPINNER, seg, spread } from '../../text/line.ts';
import { windowAround } from '../../text/window.ts';
import { block } from '../../text/wrap.ts';
import { evidenceBlock } from '../evidence-lines.ts';
import type { Room, ScreenBody } from '../screen-body.ts';
import { leftWidth, rightWidth, TWO_PANES_FROM, twoPanes } from '../two-panes.ts';
import { columnsOf, REMARK_FROM, rowLine } from './row-line.ts';

/** Below this many lines the evidence has a screen of its own and the list keeps the room. */
const EVIDENCE_FROM_HEIGHT = 16;
const EVIDENCE_HEIGHT = 8;
const BEHIND = 'e shows the rest';

export function stepBody(model: StepModel, room: Room): ScreenBody {
  const head = [questionLine(model, room.width), BLANK];
  const rest = { width: room.width, height: room.height - head.length };
  if (room.width >= TWO_PANES_FROM) return { kind: 'fixed', lines: [...head, ...sideBySide(model, rest)] };
  if (room.height < EVIDENCE_FROM_HEIGHT) return { kind: 'fixed', lines: [...head, ...listOnly(model, rest)] };
  return { kind: 'fixed', lines: [...head, ...stacked(model, rest)] };
}

function questionLine({ question, progress, outcome }: StepModel, width: number): Line {
  const right = progress === null ? [seg(`${outcome ?? ''} `, 'dim')] : [SPINNER, seg(` ${progress} `, 'dim')];
  return spread([seg(` ${question}`, 'strong')], right, width);
}

function listOnly(model: StepModel, { width, height }: Room): Line[] {
  const remark = model.rows[model.cursor]?.remark ?? '';
  const under = width >= REMARK_FROM || remark === '' ? [] : [[seg(` row ${model.cursor + 1}  `, 'dim'), seg(remark)]];
  return [...rowLines(model, width, height - (width >= REMARK_FROM ? 0 : 1)), ...under];
}

/** A short list leaves its room to the evidence. */
function stacked(model: StepModel, { width, height }: Room): Line[] {
  const listHeight = Math.min(height - EVIDENCE_HEIGHT, Math.max(1, model.rows.length) + 1);
  const list = rowLines(model, width, listHeight);
  const filler = Array.from({ length: listHeight - list.length }, () => BLANK);
  const evidence = clipped(evidenceBlock(model.evidence, Math.min(width, 100) - 1), height - listHeight - 1);
  return [...list, ...filler, rule(width, `Evidence, row ${model.cursor + 1}`), ...evidence];
}

/** The list left, the evidence right, a thin line between. */
function sideBySide(model: StepModel, { width, height }: Room): Line[] {
  const prose = rightWidth({ width });
  const left = rowLines(model, leftWidth({ width }), height);
  const row = model.rows[model.cursor];
  const title =
    row === undefined ? [] : [[seg(`Row ${row.number}  ${row.what} ${row.target}`, 'strong')], ...remarkLines(row.remark, prose), BLANK];
  return twoPanes(left, clipped([...title, ...evidenceBlock(model.evidence, prose)], height), { width, height });
}

function remarkLines(remark: string, width: number): Line[] {
  return remark === '' ? [] : block(remark, width, { tone: 'dim' });
}

function rowLines({ rows, cursor, progress }: StepModel, width: number, height: number): Line[] {
  if (rows.length === 0)
    return [[seg(progress === null ? '   Nothing is measured in this step.' : '   The first probes are starting.', 'dim')]];
  const { from, to } = windowAround(cursor, rows.length, height);
  const columns = columnsOf(rows, width);
  return rows.slice(from, to).map((row, index) => rowLine(row, from + index === cursor, columns));
}

/** What does not fit is on the screen of its own, and the last line says so. */
function clipped(lines: Line[], height: number): Line[] {
  if (lines.length <= height) return lines;
  return [...lines.slice(0, Math.max(0, height - 1)), [seg(` ${BEHIND}`, 'dim')]];
}
