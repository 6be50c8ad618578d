/** A finding, in the order in which people ask: what, how sure, why, who fixes it, what was seen, what the document says. */
import type { FindingName } from '../../../model/finding-codes.ts';
import type { FixModel, ResultModel } from '../../../present/result.ts';
import { BLANK, type Line, line, SPINNER, seg } from '../../text/line.ts';
import { block, verbatim } from '../../text/wrap.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { STATUS_WIDTH, titled } from '../status.ts';
import { columnsOf, rowLine } from '../step/row-line.ts';

const INDENT = 3;

/** Findings that are understood best where each program's way is seen. */
const ABOUT_NO_PROXY: ReadonlySet<string> = new Set<FindingName>([
  'proxy-variables-disagree',
  'no-proxy-incomplete',
  'no-proxy-read-differently',
  'direct-route-blocked',
  'metadata-through-proxy',
]);
const MATRIX = 'p shows which way each program takes to each host, and the NO_PROXY line that works for all of them.';

export function resultBody(model: ResultModel, room: Room): ScreenBody {
  const width = proseWidth(room);
  return {
    kind: 'scroll',
    lines: [
      ...runningLines(model),
      ...titleLines(model, width),
      ...section('In plain words', paragraph(model.why, width)),
      ...fixLines(model.fixes, width, room.width),
      ...section('Program by program', ABOUT_NO_PROXY.has(model.name) ? paragraph(MATRIX, width) : []),
      ...section('Seen', bullets(model.evidence, width)),
      ...section('What follows from it', bullets(model.consequences, width)),
      ...section('Follows from', model.causedBy === null ? [] : paragraph(model.causedBy, width)),
      ...section('Documented', bullets(model.documented, width)),
      ...recheckLines(model, room.width),
    ],
  };
}

function titleLines({ status, title, confidence, severity, code, name }: ResultModel, width: number): Line[] {
  const margin = STATUS_WIDTH + 3;
  const id = code === '' ? [] : block(`${code} ${name}: ${severity}`, width, { indent: margin, tone: 'dim' });
  return [...titled(status, title, width), ...block(confidence, width, { indent: margin, tone: 'dim' }), ...id];
}

/** A command may use the whole screen; prose is kept narrower. */
function fixLines(fixes: readonly FixModel[], width: number, screen: number): Line[] {
  return fixes.flatMap(({ owner, text, command }) => [
    BLANK,
    [seg(' Fix', 'strong'), seg(`   who: ${owner}`, 'accent')],
    ...paragraph(text, width),
    ...(command === null ? [] : verbatim(command, screen, INDENT + 2, 'strong')),
  ]);
}

function runningLines({ progress }: ResultModel): Line[] {
  return progress === null ? [] : [[seg(' '), SPINNER, seg(` Measuring again: ${progress}`, 'dim')], BLANK];
}

function recheckLines({ recheck }: ResultModel, width: number): Line[] {
  if (recheck.length === 0) return [];
  const columns = columnsOf(recheck, width);
  const rows = recheck.map((row) => rowLine(row, false, columns));
  return [BLANK, line(' To check once it is fixed: press r', 'strong'), ...rows];
}

function section(title: string, lines: Line[]): Line[] {
  return lines.length === 0 ? [] : [BLANK, line(` ${title}`, 'strong'), ...lines];
}

function paragraph(text: string, width: number): Line[] {
  return text === '' ? [] : block(text, width, { indent: INDENT });
}

function bullets(texts: readonly string[], width: number): Line[] {
  return texts.flatMap((text) => block(text, width, { indent: INDENT + 2, label: '   - ' }));
}
