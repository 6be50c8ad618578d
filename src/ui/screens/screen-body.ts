/** What a screen puts between header and footer. */
import type { Line } from '../text/line.ts';

/** The room for it, in cells. */
export interface Room {
  width: number;
  height: number;
}

/**
 * `scroll`: any number of lines, of which the frame shows those from the scroll position on.
 * `fixed`: the screen has chosen the lines that fit.
 */
export interface ScreenBody {
  kind: 'scroll' | 'fixed';
  lines: Line[];
  /** Said in the line over the footer: which part of a list is shown. */
  note?: string;
  /** Stands still in the right pane while the lines scroll in the left one. They are laid out for its width. */
  beside?: Line[];
}

/** Prose is not wider than people like to read. */
export function proseWidth({ width }: Pick<Room, 'width'>): number {
  return Math.min(width, 100) - 2;
}
