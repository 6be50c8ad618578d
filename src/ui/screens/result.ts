/** A finding with the actions that are available here: its view, and the re-check. */

import type { EvidenceLine } from '../../documents/evidence/evidence.ts';
import { OWNER_LABEL, STEP_LABEL } from '../../documents/finding/card.ts';
import type { ResultModel } from '../../documents/finding/finding.ts';
import { SECTION_HEADINGS } from '../../documents/finding/finding-section.ts';
import type { FindingName } from '../../model/finding-codes.ts';
import { type Block, paragraph, type Section } from '../../render/block.ts';
import { BLANK, type Line, line, SPINNER, seg } from '../../render/line/line.ts';
import { type LineRoom, linesOf } from '../../render/lines.ts';
import { type BodySize, leftWidth, MIN_TWO_PANE_WIDTH, proseWidth, rightWidth, type ScreenBody } from './body.ts';
import { evidenceBlock } from './parts.ts';
import { columnsOf, rowLine } from './row-line.ts';

/** Findings that the matrix of routes explains best. */
const ABOUT_NO_PROXY: ReadonlySet<string> = new Set<FindingName>([
  'proxy-variables-disagree',
  'no-proxy-incomplete',
  'no-proxy-read-differently',
  'direct-route-blocked',
  'metadata-through-proxy',
]);

const MORE = 'enter: every fix, the reason, all evidence, and similar causes';

/** The key for the view of a finding's subject. */
function viewOf({ name, code }: ResultModel): string[] {
  if (ABOUT_NO_PROXY.has(name)) return ['p shows each program’s route to each host, and a NO_PROXY line that works for all of them.'];
  if (code.startsWith('GD7')) return ['i shows each image by region, whether Allowed AMIs allows it, and who manages that setting.'];
  if (code.startsWith('GD8')) return ['a shows the file and line of each value of the alias.'];
  return [];
}

export function resultBody(model: ResultModel, room: BodySize): ScreenBody {
  // The number of lines of evidence that every measurement has.
  const evidence = room.width >= MIN_TWO_PANE_WIDTH ? model.detail(Math.ceil(room.height / 4)) : [];
  const wide = evidence.length > 0;
  const screen = wide ? leftWidth(room) : room.width;
  const width = wide ? screen - 2 : proseWidth(room);
  const lines = [
    ...runningLines(model),
    ...cardLines(model.card, room.height, { width, full: screen }),
    ...linesOf([...(model.code === '' ? [] : [paragraph([{ quiet: MORE }])]), ...viewOf(model).map(paragraph)], {
      width,
      full: screen,
    }),
    ...recheckLines(model, screen),
  ];
  return wide ? { kind: 'scroll', lines, beside: evidenceBeside(evidence, room) } : { kind: 'scroll', lines };
}

/** Adds the key `c` to the next step. If the card does not fit, owner and next step come before consequences and path. */
function cardLines(card: Section, height: number, room: LineRoom): Line[] {
  const facts = card.blocks
    .flatMap((block) => (block.kind === 'facts' ? block.facts : []))
    .map((fact) => (fact.label === STEP_LABEL ? { ...fact, label: `${STEP_LABEL} (c)` } : fact));
  const blocks = card.blocks.map((block) => (block.kind === 'facts' ? { ...block, facts } : block));
  const lines = linesOf([{ ...card, blocks }], room);
  if (lines.length <= height) return lines;
  const first = facts.findIndex(({ label }) => label === OWNER_LABEL);
  const isToDo = ({ kind }: Block) => kind === 'command';
  const toDo: Block[] = [{ kind: 'facts', facts: facts.slice(first) }, ...blocks.filter(isToDo)];
  const rest = blocks.filter((block) => block.kind !== 'facts' && !isToDo(block));
  // The text begins in the same column as the text of the facts above.
  const harm = facts.slice(0, first).map((fact) => ({ ...fact, label: fact.label.padEnd(`${STEP_LABEL} (c)`.length) }));
  return linesOf([{ ...card, blocks: [...toDo, { kind: 'facts', facts: harm }, ...rest] }], room);
}

/** As many lines of evidence as fit. */
function evidenceBeside(evidence: readonly EvidenceLine[], room: BodySize): Line[] {
  const lines = [line(SECTION_HEADINGS.measured, 'strong'), BLANK, ...evidenceBlock(evidence, rightWidth(room))];
  return lines.length <= room.height ? lines : [...lines.slice(0, room.height - 1), line('e shows the rest', 'dim')];
}

function runningLines({ progress }: ResultModel): Line[] {
  return progress === null ? [] : [[seg(` Measuring again: ${progress} `, 'dim'), SPINNER], BLANK];
}

function recheckLines({ recheck }: ResultModel, width: number): Line[] {
  if (recheck.length === 0) return [];
  const columns = columnsOf(recheck, width);
  const rows = recheck.map((row) => rowLine(row, false, columns));
  return [BLANK, line(' To check once it is fixed: press r', 'strong'), ...rows];
}
