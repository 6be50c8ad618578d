/** The terminal's clipboard by OSC 52 (xterm, Control Sequences). A terminal never reports success, so this program never claims it. */

/** Terminals and multiplexers drop or truncate longer sequences. */
const MAX_BYTES = 100_000;
/** GNU screen truncates longer strings. */
const SCREEN_CHUNK = 76;
const ESC = '\u001b';
const BEL = '\u0007';
const ST = `${ESC}\\`;

/** The sequence to write to the terminal; null if the text is too long for it. */
export function clipboardSequence(text: string, environment: Readonly<Record<string, string | undefined>>): string | null {
  const content = Buffer.from(text).toString('base64');
  const sequence = `${ESC}]52;c;${content}${BEL}`;
  if (sequence.length > MAX_BYTES) return null;
  // tmux handles the sequence itself with `set-clipboard on`, and passes the wrapped form on with `allow-passthrough on`, so both forms are
  // sent.
  if (isSet(environment['TMUX'])) return `${sequence}${ESC}Ptmux;${sequence.replaceAll(ESC, ESC + ESC)}${ST}`;
  if (isSet(environment['STY'])) return throughScreen(`${ESC}]52;c;`, content);
  return sequence;
}

/** Splits the sequence for screen, which passes on only short strings. */
function throughScreen(head: string, content: string): string {
  const chunks = content.match(new RegExp(`.{1,${SCREEN_CHUNK}}`, 'g')) ?? [''];
  return `${ESC}P${head}${chunks.join(`${ST}${ESC}P`)}${BEL}${ST}`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
