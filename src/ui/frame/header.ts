/** The two lines over every screen. */
import type { HeaderModel } from '../../present/header.ts';
import { type Line, line, lineWidth, seg, spread } from '../text/line.ts';

/** Below this width the place counts for more than the word before `masked`. */
const WIDE = 80;

export function headerLines(header: HeaderModel, width: number): Line[] {
  const label = width < WIDE ? '' : 'values: ';
  const values = header.valuesShown ? seg(`${label}${shownText(header)} (m) `, 'warn') : seg(`${label}masked (m) `, 'dim');
  const title = seg(` ${header.product}   `, 'strong');
  const product = [title, seg(factText(header.facts, width - lineWidth([title, values]) - 1), 'dim')];
  const position = seg(`${header.position} `, 'dim');
  const room = width - lineWidth([position]) - 2;
  return [spread(product, [values], width), spread(line(` ${crumbText(header.crumbs, room)}`), [position], width)];
}

/** How long values stay shown, where that is bounded. */
function shownText({ revealSeconds }: HeaderModel): string {
  return revealSeconds === null ? 'SHOWN' : `SHOWN ${revealSeconds} s`;
}

/** As many facts as fit, each of them whole. */
function factText(facts: readonly string[], width: number): string {
  const shown = facts.map((_, index) => facts.slice(0, facts.length - index).join('   ')).find((text) => lineWidth(line(text)) <= width);
  return shown ?? facts[0] ?? '';
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
