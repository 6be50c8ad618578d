/** A pasted message as the patterns expect it: plain letters, single blanks, a bounded length. */

/** More than any message, less than what would keep a person waiting. */
export const TEXT_LIMIT = 64 * 1024;

const ESCAPE = String.fromCharCode(27);
/** Colours and titles: CSI and OSC sequences. */
const ESCAPE_SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]{0,16}[ -/]{0,4}[@-~]|\\][^${ESCAPE}]{0,200}?(?:${String.fromCharCode(7)}|${ESCAPE}))`,
  'g',
);

/**
 * Messages are wrapped to the width of a terminal, framed with lines, indented and coloured. Typographic quotes are
 * plain ones in other places, and `\u2019` is how some programs spell an apostrophe.
 */
export function plainText(text: string): string {
  return cut(text)
    .replace(ESCAPE_SEQUENCES, '')
    .replace(/[\u2018\u2019`]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\\"/g, '"')
    .replace(/[\s\p{Cc}\p{Cf}\u2500-\u257f]+/gu, ' ')
    .trim();
}

/** Of a long log both ends: what was asked for stands at the beginning, and what came of it at the end. */
function cut(text: string): string {
  const half = TEXT_LIMIT / 2;
  return text.length <= TEXT_LIMIT ? text : `${text.slice(0, half)} ${text.slice(-half)}`;
}
