/**
 * Writes the first frame as bytes to the terminal before Ink is loaded; Ink redraws it later. Uses the same tones, as SGR codes (ECMA-48
 * §8.3.117).
 */

import type { Line, Segment } from '../../render/line/line.ts';
import { printable } from '../../render/line/printable.ts';
import { ANSI, type ToneStyle, toneStyle } from '../../render/line/tones.ts';
import type { Appearance } from '../components/appearance.ts';

const ESC = '\u001b[';
/** Switches to the alternate screen, clears it and hides the cursor. `LEAVE_SCREEN` undoes this. */
export const ENTER_SCREEN = `${ESC}?1049h${ESC}2J${ESC}H${ESC}?25l`;
/** Clears the screen and moves the cursor to the top left, as Ink expects. */
export const CLEAR_SCREEN = `${ESC}2J${ESC}H`;
export const LEAVE_SCREEN = `${ESC}?1049l${ESC}?25h`;

export function paintLines(lines: readonly Line[], appearance: Appearance): string {
  return lines.map((line) => line.map((segment) => piece(segment, appearance)).join('')).join('\r\n');
}

function piece({ text, tone }: Segment, { coloured, ascii }: Appearance): string {
  const codes = sgr(toneStyle(tone, coloured));
  const shown = printable(text, ascii);
  return codes.length === 0 ? shown : `${ESC}${codes.join(';')}m${shown}${ESC}0m`;
}

function sgr({ color, bold, dimColor }: ToneStyle): number[] {
  return [...(bold === true ? [1] : []), ...(dimColor === true ? [2] : []), ...(color === undefined ? [] : [foreground(ANSI[color])])];
}

/** The eight colours and their bright variants have different codes. */
function foreground(ansi: number): number {
  return ansi < 8 ? 30 + ansi : 82 + ansi;
}
