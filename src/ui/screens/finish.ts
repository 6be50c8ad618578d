/** The last screen: verdicts, unknown results, and the bundle before and after it is written. */
import type { FinishLine, FinishModel } from '../../app/screens/finish.ts';
import { alignEnds, BLANK, cell, type Line, line, lineWidth, seg } from '../../render/line/line.ts';
import { statusSegments } from '../../render/line/status.ts';
import { block } from '../../render/line/wrap.ts';
import { linesOf } from '../../render/lines.ts';
import { type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, proseWidth, rightWidth, type ScreenBody } from './body.ts';

const FILE_NAME = 18;
const FILE_SIZE = 7;
/** With fewer lines, the list of findings alone fills the screen. */
const STACKED_FROM = 16;

export function finishBody(model: FinishModel, room: BodySize): ScreenBody {
  const selected = room.width >= MIN_TWO_PANE_WIDTH ? model.findings[model.cursor] : undefined;
  const width = selected === undefined ? proseWidth(room) : leftWidth(room) - 2;
  const results = [
    ...model.findings.flatMap((entry, index) =>
      resultLines(entry, `${index + 1}`, width, selected === undefined ? null : entry === selected),
    ),
    ...[...model.passed, ...model.open].flatMap((entry) => resultLines(entry, '', width, selected === undefined ? null : false)),
  ];
  const state = [...(model.leadsOn ? LEADS_ON : []), ...stateLines(model, width, selected === undefined)];
  // The result of writing comes first, because further down a small terminal would not show it.
  const settled = model.bundle.state === 'written' || model.bundle.state === 'failed' || room.height < STACKED_FROM;
  const lines = [
    ...(settled ? [...state, BLANK] : []),
    ...block(model.summary, width, { indent: 1, tone: 'strong' }),
    ...(results.length === 0 ? [] : [BLANK, ...results]),
    ...(settled ? [] : [BLANK, ...state]),
    ...(model.elsewhere.length === 0 ? [] : [BLANK, ...model.elsewhere.flatMap((text) => block(text, width, { indent: 3 }))]),
    ...model.notes.flatMap((note) => block(note, width, { indent: 17, label: '   Good to know', tone: 'dim' })),
    ...contentLines(model, width),
  ];
  return selected === undefined ? { kind: 'scroll', lines } : { kind: 'scroll', lines, beside: findingBeside(model, room) };
}

/** The selected finding: its fixes by owner, and why the problem occurs. */
function findingBeside({ selected, cursor }: FinishModel, room: BodySize): Line[] {
  if (selected === null) return [];
  const width = rightWidth(room);
  const lines = [
    ...block(`${cursor + 1}  ${selected.title}`, width, { tone: 'strong' }),
    ...linesOf(selected.todo, { width, full: width }),
  ];
  return lines.length <= room.height ? lines : [...lines.slice(0, room.height - 1), line(` ${cursor + 1} opens it`, 'dim')];
}

/** Title and owner on one line if both fit, otherwise the owner on the next line. If `selected` is null, no mark is drawn. */
export function resultLines({ status, title, beside }: FinishLine, number: string, width: number, selected: boolean | null = null): Line[] {
  const mark = [
    ...(selected === null ? [] : [seg(selected ? ' › ' : '   ', 'mark')]),
    seg(`${number.padStart(2)} `),
    ...statusSegments(status),
    seg('  '),
  ];
  const margin = lineWidth(mark);
  const oneLine: Line = [...mark, seg(title), seg('  '), seg(beside, 'dim')];
  if (lineWidth(oneLine) <= width) return [alignEnds([...mark, seg(title)], [seg(beside, 'dim')], width)];
  const [first, ...rest] = block(title, width, { indent: margin });
  return [[...mark, ...(first?.slice(1) ?? [])], ...rest, ...block(beside, width, { indent: margin, tone: 'dim' })];
}

function contentLines({ bundle, files, privacy }: FinishModel, width: number): Line[] {
  if (bundle.state === 'opened') return [];
  return [
    BLANK,
    ...block('The support bundle is one file on this machine. Nothing is uploaded.', width, { indent: 1, tone: 'strong' }),
    ...files.flatMap(({ name, what, size }) => {
      const label = `   ${cell(name, FILE_NAME)} ${size === '' ? '' : cell(size, FILE_SIZE, 'right')}  `;
      return block(what, width, { indent: label.length, label, labelTone: 'plain', tone: 'dim' });
    }),
    ...privacy.flatMap((text) => block(text, width, { indent: 1, tone: 'dim' })),
  ];
}

const LEADS_ON: Line[] = [[seg(' › ', 'mark'), seg('Check the rest of the list', 'accent'), seg('   press enter', 'dim')]];

/** `marked`: no finding has the mark, so this line has it and shows what Enter does. */
function stateLines({ bundle, leadsOn }: Pick<FinishModel, 'bundle' | 'leadsOn'>, width: number, marked: boolean): Line[] {
  const mark = seg(marked ? ' › ' : '   ', 'mark');
  switch (bundle.state) {
    case 'none':
      return leadsOn
        ? [[seg('   Write the bundle', 'plain'), seg('   press w to review it first', 'dim')]]
        : [[mark, seg('Write the bundle', 'accent'), seg('   press enter to review it first', 'dim')]];
    case 'outdated':
      return [[mark, seg('Write the bundle again', 'accent'), seg('   press enter: the old bundle lacks newer results', 'dim')]];
    case 'opened':
      return [
        ...block('This session comes from a bundle; there is nothing to write.', width, { indent: 1, tone: 'dim' }),
        ...bundle.bundle.changed.flatMap((text, index) =>
          block(text, width, { indent: index === 0 ? 1 : 3, tone: index === 0 ? 'warn' : 'plain' }),
        ),
      ];
    case 'writing':
      return [line(' Writing the bundle', 'dim')];
    case 'failed':
      return [...block(bundle.problem, width, { indent: 1, tone: 'warn' }), line(' Press enter to try again.', 'dim')];
    case 'written':
      return [
        line(' The bundle is written. Attach it to the ticket.', 'strong'),
        ...block(bundle.path, width, { indent: 12, label: '   file', file: bundle.path }),
        ...block(bundle.sha256, width, { indent: 12, label: '   sha256' }),
      ];
  }
}
