/** The two lines over every screen. */
import type { HeaderModel } from '../../present/screens/header.ts';
import { type Line, line, lineWidth, type Segment, seg, spread } from '../text/line.ts';

export function headerLines(header: HeaderModel, width: number): Line[] {
  const title = seg(` ${header.product}   `, 'strong');
  const rest = (values: Segment) => factText(header.facts, width - lineWidth([title, values]) - 1);
  const [long, short] = [valuesText(header, 'values: '), valuesText(header, '')];
  // Where this runs counts for more than the word before `masked`.
  const values = rest(long) === rest(short) ? long : short;
  const position = seg(`${header.position} `, 'dim');
  const room = width - lineWidth([position]) - 2;
  return [
    spread([title, seg(rest(values), 'dim')], [values], width),
    spread(line(` ${crumbText(header.crumbs, room)}`), [position], width),
  ];
}

function valuesText(header: HeaderModel, label: string): Segment {
  return header.valuesShown ? seg(`${label}${shownText(header)} (m) `, 'warn') : seg(`${label}masked (m) `, 'dim');
}

/** How long values stay shown, where that is bounded. */
function shownText({ revealSeconds }: HeaderModel): string {
  return revealSeconds === null ? 'SHOWN' : `SHOWN ${revealSeconds} s`;
}

/** As many facts as fit, each of them whole; at least one that does. */
function factText(facts: readonly string[], width: number): string {
  const fits = (text: string) => lineWidth(line(text)) <= width;
  const shown = facts.map((_, index) => facts.slice(0, facts.length - index).join('   ')).find(fits);
  return shown ?? facts.find(fits) ?? facts[0] ?? '';
}

/** The path so far; its beginning gives way first, since the end is where we are. */
export function crumbText(crumbs: readonly string[], width: number): string {
  for (let dropped = 0; dropped < crumbs.length; dropped += 1) {
    const shown = dropped === 0 ? crumbs : ['…', ...crumbs.slice(dropped)];
    const text = shown.join(' › ');
    if (lineWidth(line(text)) <= width || dropped === crumbs.length - 1) return text;
  }
  return '';
}
