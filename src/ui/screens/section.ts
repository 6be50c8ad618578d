/** A heading with what belongs below it; nothing at all where there is nothing. */
import { BLANK, type Line, line } from '../text/line.ts';
import { block } from '../text/wrap.ts';

export function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [BLANK, line(` ${title}`, 'strong'), ...lines];
}

/** Texts one under the other, each behind a dash. */
export function bullets(texts: readonly string[], width: number): Line[] {
  return texts.flatMap((text) => block(text, width, { indent: 5, label: '   - ' }));
}
