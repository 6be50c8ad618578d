/** A list left, what belongs to its selected row right, a thin line between. */
import { BLANK, cutLine, type Line, lineWidth, seg } from '../text/line.ts';
import type { Room } from './screen-body.ts';

/** From this width on there is room for both. */
export const TWO_PANES_FROM = 120;

const LEFT = 0.54;
const BETWEEN = ' │ ';

export function leftWidth({ width }: Pick<Room, 'width'>): number {
  return Math.floor(width * LEFT);
}

/** The right pane holds prose and is not wider than people like to read. */
export function rightWidth({ width }: Pick<Room, 'width'>): number {
  return Math.min(100, width - leftWidth({ width }) - BETWEEN.length);
}

export function twoPanes(left: readonly Line[], right: readonly Line[], { width, height }: Room): Line[] {
  const widths = { left: leftWidth({ width }), right: rightWidth({ width }) };
  return Array.from({ length: height }, (_, index) => {
    const shown = cutLine(left[index] ?? BLANK, widths.left);
    return [
      ...shown,
      seg(' '.repeat(widths.left - lineWidth(shown))),
      seg(BETWEEN, 'rule'),
      ...cutLine(right[index] ?? BLANK, widths.right),
    ];
  });
}
