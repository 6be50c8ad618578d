/** The two lines over every screen, each with a left and a right end. */
import type { HeaderModel } from '../../app/screens/header.ts';
import { BLANK, type Line, line, lineWidth, type Segment, seg } from '../../render/line/line.ts';

/** A line of the header. If its two ends do not fit, the left end is shortened first. */
export interface HeaderEnds {
  left: Line;
  right: Line;
}

/** The header of a failed screen. */
export const NO_HEADER: readonly HeaderEnds[] = [
  { left: line(' gitpod-doctor', 'strong'), right: BLANK },
  { left: BLANK, right: BLANK },
];

export function headerEnds(header: HeaderModel, width: number): HeaderEnds[] {
  const title = seg(` ${header.product}   `, 'strong');
  // The label is kept and facts are omitted, because `on: the runner masked (m)` would look like a masked runner.
  const values = valuesText(header);
  const position = seg(`${header.position} `, 'dim');
  const room = width - lineWidth([position]) - 2;
  return [
    { left: [title, seg(factText(header, width - lineWidth([title, values]) - 1), 'dim')], right: [values] },
    { left: line(` ${crumbText(header.breadcrumbs, room)}`), right: [position] },
  ];
}

function valuesText(header: HeaderModel): Segment {
  if (header.valuesShown) return seg(`values: ${shownText(header)} (m) `, 'warn');
  return seg(header.canReveal ? 'values: masked (m) ' : 'values: masked ', 'dim');
}

/** The remaining time for which values are visible, if it is limited. */
function shownText({ revealSeconds }: HeaderModel): string {
  return revealSeconds === null ? 'SHOWN' : `SHOWN ${revealSeconds} s`;
}

/** As many complete facts as fit. The name of the scenario is omitted first, then the last fact, but never the label of a demo. */
function factText({ demo, facts }: HeaderModel, width: number): string {
  const fewer = facts.map((_, index) => facts.slice(0, facts.length - index));
  const ways = demo === null ? fewer : [[`demo: ${demo}`, ...facts], ...fewer.map((shown) => ['demo', ...shown])];
  const texts = ways.map((shown) => shown.join('   '));
  return texts.find((text) => lineWidth(line(text)) <= width) ?? texts.at(-1) ?? '';
}

/** The path. Its beginning is omitted first, because its end is the present position. */
export function crumbText(breadcrumbs: readonly string[], width: number): string {
  for (let dropped = 0; dropped < breadcrumbs.length; dropped += 1) {
    const shown = dropped === 0 ? breadcrumbs : ['…', ...breadcrumbs.slice(dropped)];
    const text = shown.join(' › ');
    if (lineWidth(line(text)) <= width || dropped === breadcrumbs.length - 1) return text;
  }
  return '';
}
