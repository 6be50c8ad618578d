/** The results during a measurement, with the evidence of the selected row. */
import type { StepModel } from '../../app/screens/step.ts';
import { alignEnds, BLANK, type Line, SPINNER, seg } from '../../render/line/line.ts';
import { cells } from '../../render/line/width.ts';
import { block } from '../../render/line/wrap.ts';
import type { BodySize, ScreenBody } from './body.ts';
import { listAndDetail } from './list-and-detail.ts';
import { evidenceBlock } from './parts.ts';
import { columnsOf, rowLine } from './row-line.ts';

export function stepBody(model: StepModel, room: BodySize): ScreenBody {
  const { rows, cursor, progress, evidence } = model;
  const row = rows[cursor];
  return listAndDetail(
    {
      head: headLines(model, room.width),
      length: rows.length,
      cursor,
      empty: progress === null ? 'Nothing is measured in this step.' : 'The first probes are starting.',
      rows(width) {
        const columns = columnsOf(rows, width);
        return (index) => rowLine(rows[index], index === cursor, columns);
      },
      title: `Evidence, row ${cursor + 1}${shortenedRemark(model, room.width)}`,
      besideTitle: (width) => (row === undefined ? [] : [...titleLines(`Row ${row.number}  ${row.what} ${row.target}`, row.remark, width)]),
      detail: (width) => evidenceBlock(evidence, width),
      rest: 'e shows the rest',
      remark: (width) => (row === undefined || columnsOf(rows, width).remark > 0 ? '' : row.remark),
    },
    room,
  );
}

/** The full remark of the selected row, if the list shortened it. */
function shortenedRemark({ rows, cursor }: StepModel, width: number): string {
  const remark = rows[cursor]?.remark ?? '';
  return cells(remark) > columnsOf(rows, width).remark ? `: ${remark}` : '';
}

/** The full title of the right pane, because the list may shorten it. */
export function titleLines(title: string, remark: string, width: number): Line[] {
  return [...block(title, width, { tone: 'strong' }), ...(remark === '' ? [] : block(remark, width, { tone: 'dim' })), BLANK];
}

/** Question and outcome share a line if both fit. Otherwise the outcome has a line of its own. */
function headLines({ question, progress, checking, outcome }: StepModel, width: number): Line[] {
  const right = progress === null ? [seg(`${outcome ?? ''} `, 'dim')] : [seg(`${progress} `, 'dim'), SPINNER, seg(' ')];
  const text = progress ?? outcome ?? '';
  const below = checking === null ? [] : [[seg(` ${checking}`, 'dim')]];
  // The notice replaces the empty line, so that the rows stay in place.
  if (question.length + text.length + 8 <= width)
    return [alignEnds([seg(` ${question}`, 'strong')], right, width), ...(below.length > 0 ? below : [BLANK])];
  return [...block(question, width - 1, { indent: 1, tone: 'strong' }), [seg(' '), ...right], ...below];
}
