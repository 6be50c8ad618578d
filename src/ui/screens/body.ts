/** The content of a screen between header and footer, as parts made of lines. */

import { BLANK, cutLine, type Line, lineWidth, seg } from '../../render/line/line.ts';
import { ruleLine } from '../frame/rule.ts';

/** The size of the body, in cells. */
export interface BodySize {
  width: number;
  height: number;
}

export interface BodyParts {
  /** Above both panes, as wide as the screen. */
  head?: readonly Line[];
  lines: readonly Line[];
  /** Stays fixed in the right pane while the lines in the left pane scroll. Both are laid out for the widths of their panes. */
  beside?: readonly Line[];
  /** Below the lines and a horizontal rule. */
  below?: { title: string; lines: readonly Line[] };
}

/** `scroll`: any number of lines, shown from the scroll position. `fixed`: the screen has already chosen the lines that fit. */
export interface ScreenBody extends BodyParts {
  kind: 'scroll' | 'fixed';
  /** Text about the visible part of a list, in the line above the footer. */
  note?: string;
}

/** Limits prose to a readable width. */
export function proseWidth({ width }: Pick<BodySize, 'width'>): number {
  return Math.min(width, 100) - 2;
}

/** From this width on, a screen has room for details beside a list. */
export const MIN_TWO_PANE_WIDTH = 120;

const LEFT = 0.54;
const BETWEEN = ' │ ';

export function leftWidth({ width }: Pick<BodySize, 'width'>): number {
  return Math.floor(width * LEFT);
}

/** The right pane contains prose, whose width is limited for reading. */
export function rightWidth({ width }: Pick<BodySize, 'width'>): number {
  return Math.min(100, width - leftWidth({ width }) - BETWEEN.length);
}

/** The parts below and beside each other, in the layout of `components/Body.tsx`. */
export function bodyLines({ head = [], lines, beside, below }: BodyParts, { width, height }: BodySize): Line[] {
  const under = below === undefined ? [] : [ruleLine(width, below.title), ...below.lines];
  const rest = height - head.length - under.length;
  return [...head, ...(beside === undefined ? lines : twoPanes(lines, beside, { width, height: rest })), ...under];
}

function twoPanes(left: readonly Line[], right: readonly Line[], { width, height }: BodySize): Line[] {
  const widths = { left: leftWidth({ width }), right: rightWidth({ width }) };
  return Array.from({ length: height }, (_, index) => {
    const shown = cutLine(left[index] ?? BLANK, widths.left);
    const filler = seg(' '.repeat(widths.left - lineWidth(shown)));
    return [...shown, filler, seg(BETWEEN, 'rule'), ...cutLine(right[index] ?? BLANK, widths.right)];
  });
}
