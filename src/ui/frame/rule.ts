/** A horizontal line, with or without a title near its beginning. */
import { cut, type Line, line, lineWidth, seg } from '../../render/line/line.ts';

export function ruleLine(width: number, title = ''): Line {
  const begin = ruleTitle(width, title);
  return [...begin, ...line('─'.repeat(width - lineWidth(begin)), 'rule')];
}

/** The beginning of the line, up to the end of its title. */
export function ruleTitle(width: number, title: string): Line {
  return title === '' ? [] : [seg('───', 'rule'), seg(` ${cut(title, width - 6)} `, 'strong')];
}
