/** The two lines over every screen. */
import type { HeaderModel } from '../../present/header.ts';
import { type Line, line, lineWidth, seg, spread } from '../text/line.ts';

export function headerLines(header: HeaderModel, width: number): Line[] {
  const values = header.valuesShown ? seg('values: SHOWN (m) ', 'warn') : seg('values: masked (m) ', 'dim');
  const product = [seg(` ${header.product}   `, 'strong'), seg(header.facts.join('   '), 'dim')];
  const position = seg(`${header.position} `, 'dim');
  const room = width - lineWidth([position]) - 2;
  return [spread(product, [values], width), spread(line(` ${crumbText(header.crumbs, room)}`), [position], width)];
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
