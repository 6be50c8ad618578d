/** A line of the screen as data: pieces of text, each with a tone. Scrolled bodies are lists of lines. */
import cliTruncate from 'cli-truncate';
import { printable } from './printable.ts';
import type { Tone } from './tones.ts';
import { cells } from './width.ts';

export interface Segment {
  text: string;
  tone: Tone;
  /** These cells are animated while something runs. A screen has at most one animated piece. */
  spins?: true;
  /** This text is the path of a local file, or part of it. It becomes a link if the terminal supports links. */
  file?: string;
}
export type Line = readonly Segment[];

export const BLANK: Line = [];

export function seg(text: string, tone: Tone = 'plain'): Segment {
  return { text: printable(text), tone };
}

export function line(text: string, tone: Tone = 'plain'): Line {
  return [seg(text, tone)];
}

/**
 * The first frame of `simpleDots`, which `ink-spinner` animates. It is at the end of its line, because Ink sends everything after a change
 * again.
 */
export const SPINNER: Segment = { text: '.  ', tone: 'mark', spins: true };

export function lineWidth(segments: Line): number {
  return segments.reduce((sum, { text }) => sum + cells(text), 0);
}

export function lineText(segments: Line): string {
  return segments.map(({ text }) => text).join('');
}

export const cut = (text: string, width: number): string => (cells(text) <= width ? text : cliTruncate(text, width));

/** Omits the middle of a name, because names with the same beginning differ at their ends. */
export const cutMiddle = (text: string, width: number): string => cliTruncate(text, width, { position: width < 8 ? 'end' : 'middle' });

/** Truncates or pads to exactly this width. */
export function cell(text: string, width: number, align: 'left' | 'right' = 'left', shorten = cut): string {
  const shown = shorten(printable(text), width);
  const filler = ' '.repeat(Math.max(0, width - cells(shown)));
  return align === 'left' ? shown + filler : filler + shown;
}

/** Truncates a line of several pieces to a width. */
export function cutLine(segments: Line, width: number): Line {
  const result: Segment[] = [];
  let left = width;
  for (const segment of segments) {
    if (left <= 0) break;
    const text = cut(segment.text, left);
    left -= cells(text);
    result.push({ ...segment, text });
    if (text !== segment.text) break;
  }
  return result;
}

/** Left and right text on one line. If both do not fit, the left text is truncated first. */
export function alignEnds(left: Line, right: Line, width: number): Line {
  const rightShown = cutLine(right, width);
  const room = width - lineWidth(rightShown);
  const leftShown = cutLine(left, Math.max(0, room - 1));
  const gap = Math.max(0, room - lineWidth(leftShown));
  return [...leftShown, seg(' '.repeat(gap)), ...rightShown];
}
