/** The rule with the notice, and the line of key hints. */

import type { ScreenName } from '../../app/screen-name.ts';
import { cut, type Line, line, lineWidth, seg } from '../text/line.ts';
import { footerHints, type Hint } from './footer-hints.ts';

export function rule(width: number, text = ''): Line {
  if (text === '') return line('─'.repeat(width), 'rule');
  const title = ` ${cut(text, width - 6)} `;
  const rest = width - 3 - lineWidth(line(title));
  return [seg('───', 'rule'), seg(title, 'strong'), seg('─'.repeat(Math.max(0, rest)), 'rule')];
}

export function footerLine(
  screen: ScreenName,
  width: number,
  without?: ReadonlySet<string>,
  instead?: Readonly<Record<string, string>>,
): Line {
  return hintLine(footerHints(screen, width - 2, without, instead));
}

export function hintLine(hints: readonly Hint[]): Line {
  return hints.flatMap(({ label, hint }, index) => [seg(index === 0 ? ' ' : '   '), seg(label, 'strong'), seg(` ${hint}`, 'dim')]);
}
