/** A finding, in the order in which people ask: what, how sure, why, who fixes it, what was seen, what the document says. */

import type { EvidenceLine } from '../../../documents/evidence/evidence.ts';
import type { FixModel, ResultModel } from '../../../documents/finding/finding.ts';
import type { FindingName } from '../../../model/finding-codes.ts';
import { BLANK, type Line, line, SPINNER, seg } from '../../text/line.ts';
import { block, commandLines } from '../../text/wrap.ts';
import { evidenceBlock } from '../evidence-lines.ts';
import { proseWidth, type Room, type ScreenBody } from '../screen-body.ts';
import { bullets, section } from '../section.ts';
import { STATUS_WIDTH, titled } from '../status.ts';
import { columnsOf, rowLine } from '../step/row-line.ts';
import { leftWidth, rightWidth, TWO_PANES_FROM } from '../two-panes.ts';

const INDENT = 3;

/** Findings that are understood best where each program's way is seen. */
const ABOUT_NO_PROXY: ReadonlySet<string> = new Set<FindingName>([
  'proxy-variables-disagree',
  'no-proxy-incomplete',
  'no-proxy-read-differently',
  'direct-route-blocked',
  'metadata-through-proxy',
]);

/** Where one key shows the whole of what a finding is about. */
function viewOf({ name, code }: ResultModel): string {
  if (ABOUT_NO_PROXY.has(name))
    return 'p shows which way each program takes to each host, and the NO_PROXY line that works for all of them.';
  if (code.startsWith('GD7')) return 'i shows each image by region, what Allowed AMIs makes of it, and who manages that setting.';
  if (code.startsWith('GD8')) return 'a shows which line of which file gives the alias each of its values.';
  return '';
}

export function resultBody(model: ResultModel, room: Room): ScreenBody {
  // No measurement tells less than four lines.
  const evidence = room.width >= TWO_PANES_FROM ? model.detail(Math.ceil(room.height / 4)) : [];
  const wide = evidence.length > 0;
  const screen = wide ? leftWidth(room) : room.width;
  const width = wide ? screen - 2 : proseWidth(room);
  const lines = [
    ...runningLines(model),
    ...titleLines(model, width),
    ...section('In plain words', paragraph(model.why, width)),
    ...fixLines(model.fixes, width, screen),
    ...section('The whole of it', paragraph(viewOf(model), width)),
    ...section('Seen', bullets(model.evidence, width)),
    ...section('What follows from it', bullets(model.consequences, width)),
    ...section('Follows from', model.causedBy === null ? [] : paragraph(model.causedBy, width)),
    ...section('Documented', bullets(model.documented, width)),
    ...recheckLines(model, screen),
  ];
  return wide ? { kind: 'scroll', lines, beside: evidenceBeside(evidence, room) } : { kind: 'scroll', lines };
}

/** As much of the evidence as there is room for. */
function evidenceBeside(evidence: readonly EvidenceLine[], room: Room): Line[] {
  const lines = [line('Evidence', 'strong'), BLANK, ...evidenceBlock(evidence, rightWidth(room))];
  return lines.length <= room.height ? lines : [...lines.slice(0, room.height - 1), line('e shows the rest', 'dim')];
}

function titleLines({ status, title, confidence, severity, code, name }: ResultModel, width: number): Line[] {
  const margin = STATUS_WIDTH + 3;
  const id = code === '' ? [] : block(`${code} ${name}: ${severity}`, width, { indent: margin, tone: 'dim' });
  return [...titled(status, title, width), ...block(confidence, width, { indent: margin, tone: 'dim' }), ...id];
}

/** A command may use the whole screen; prose is kept narrower. */
export function fixLines(fixes: readonly FixModel[], width: number, screen: number): Line[] {
  return fixes.flatMap(({ owner, text, command, shell }) => [
    BLANK,
    [seg(' Fix', 'strong'), seg(`   who: ${owner}`, 'accent')],
    ...paragraph(text, width),
    ...(command === null ? [] : commandLines(command, screen, INDENT + 2, 'strong', shell)),
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

function paragraph(text: string, width: number): Line[] {
  return text === '' ? [] : block(text, width, { indent: INDENT });
}
