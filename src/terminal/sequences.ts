/**
 * The escape sequences that this program writes, and no others (ECMA-48 §5.4; xterm, Control Sequences). An untrusted sequence could query
 * the terminal, conceal text, or set its title or its clipboard.
 */
import { escapeHidden } from './visible.ts';

const COLOUR = '(?:[012347]|2[23479]|3[0-79]|4[0-79]|9[0-7])';
/**
 * The sequences for colours and weights; the cursor and erasing; screen modes and their reset; a link to a file (OSC 8); the start of a
 * line.
 */
const OWN = new RegExp(
  [
    `\u001b\\[(?:${COLOUR}(?:;${COLOUR})*)?m`,
    '\u001b\\[[0-9;]{0,8}[A-HJK]',
    '\u001b\\[\\?(?:(?:25|1049|2004|2026)[hl]|(?:1000|1002|1006)l)',
    '\u001b\\]8;;(?:file://[!-~]{0,4096})?\u0007',
    '\r',
  ].join('|'),
  'g',
);

/** Keeps our own sequences unchanged, and makes every other control character visible. */
export function escapeDrawing(text: string): string {
  let shown = '';
  let from = 0;
  for (const { 0: sequence, index } of text.matchAll(OWN)) {
    shown += escapeHidden(text.slice(from, index)) + sequence;
    from = index + sequence.length;
  }
  return shown + escapeHidden(text.slice(from));
}
