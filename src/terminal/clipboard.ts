/**
 * The terminal's clipboard by OSC 52 (xterm, Operating System Commands). Nothing comes back: a terminal that does not
 * know it, or does not allow it, says nothing, so nobody can claim that a text was copied.
 */

/** Longer sequences are dropped or cut by terminals and by what stands between. */
const MOST_BYTES = 100_000;
/** GNU screen cuts longer strings. */
const SCREEN_CHUNK = 76;
const ESC = '\u001b';
const BEL = '\u0007';
const ST = `${ESC}\\`;

/** What to write to the terminal; null where the text is too long for it. */
export function clipboardSequence(text: string, environment: Readonly<Record<string, string | undefined>>): string | null {
  const content = Buffer.from(text).toString('base64');
  const sequence = `${ESC}]52;c;${content}${BEL}`;
  if (sequence.length > MOST_BYTES) return null;
  // tmux takes it itself with `set-clipboard on`, and hands it on with `allow-passthrough on`: twice the same text.
  if (isSet(environment['TMUX'])) return `${sequence}${ESC}Ptmux;${sequence.replaceAll(ESC, ESC + ESC)}${ST}`;
  if (isSet(environment['STY'])) return throughScreen(`${ESC}]52;c;`, content);
  return sequence;
}

/** In pieces, each in a string of its own; screen hands on what stands in them. */
function throughScreen(head: string, content: string): string {
  const chunks = content.match(new RegExp(`.{1,${SCREEN_CHUNK}}`, 'g')) ?? [''];
  return `${ESC}P${head}${chunks.join(`${ST}${ESC}P`)}${BEL}${ST}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
