/** The rule with the notice, and the line of key hints. */

import type { Hint } from '../../app/actions/action.ts';
import { cut, type Line, line, lineWidth, seg } from '../text/line.ts';
import { fittingHints } from './footer-hints.ts';

export function rule(width: number, text = ''): Line {
  if (text === '') return line('─'.repeat(width), 'rule');
  const title = ` ${cut(text, width - 6)} `;
  const rest = width - 3 - lineWidth(line(title));
  return [seg('───', 'rule'), seg(title, 'strong'), seg('─'.repeat(Math.max(0, rest)), 'rule')];
}

export function footerLine(hints: readonly Hint[], width: number): Line {
  return fittingHints(hints, width - 2).flatMap(({ label, hint }, index) => [
    seg(index === 0 ? ' ' : '   '),
    seg(label, 'strong'),
    seg(` ${hint}`, 'dim'),
  ]);
}
