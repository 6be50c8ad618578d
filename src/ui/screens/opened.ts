/** The first page of a bundle: the file, the session's result, and what the current rules conclude differently. */
import type { OpenedModel } from '../../app/screens/opened.ts';
import { type Line, line, seg } from '../../render/line/line.ts';
import { block } from '../../render/line/wrap.ts';
import { type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, proseWidth, rightWidth, type ScreenBody } from './body.ts';
import { resultLines } from './finish.ts';
import { evidenceBlock, sectionLines } from './parts.ts';

export function openedBody(model: OpenedModel, room: BodySize): ScreenBody {
  const wide = room.width >= MIN_TWO_PANE_WIDTH;
  const prose = wide ? leftWidth(room) - 2 : proseWidth(room);
  const [differs, ...changes] = model.changed;
  const came = [
    ...block(model.headline, prose, { indent: 1, tone: 'dim' }),
    ...(differs === undefined ? [] : block(differs, prose, { indent: 1, tone: 'warn' })),
    ...block(model.summary, prose, { indent: 1, tone: 'strong' }),
    ...model.findings.flatMap((entry, index) => resultLines(entry, `${index + 1}`, prose)),
    ...model.open.flatMap((entry) => resultLines(entry, '', prose)),
    ...sectionLines(
      'Diagnosed by this version',
      differs === undefined ? block('The same as in the report.', prose, { indent: 3 }) : changedLines(changes, prose),
    ),
  ];
  if (wide) return { kind: 'scroll', lines: came, beside: [line('The bundle', 'strong'), ...evidenceBlock(model.facts, rightWidth(room))] };
  return { kind: 'scroll', lines: [...came, ...sectionLines('The bundle', evidenceBlock(model.facts, prose))] };
}

function changedLines(changes: readonly string[], width: number): Line[] {
  return changes.flatMap((text) =>
    block(text, width, { indent: 8, label: '' }).map((row, index) => (index === 0 ? [seg('   '), ...row.slice(1)] : row)),
  );
}
