/**
 * What a terminal would obey, or not show at all, as text that a person sees: C0 and C1 controls and DEL (ECMA-48 §5), what
 * Unicode calls default-ignorable (zero-width signs, marks of direction, tags), and separators of lines that are none for us.
 */

/** Newline and tab are meant; CRLF ends the lines of CSV (RFC 4180); U+FE0E and U+FE0F only choose how a sign is drawn. */
const HIDDEN = /(?!\r\n|\n|\t|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
const HIDDEN_IN_LINE = /(?!\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
/** Most texts are plain; for them this one look is all. */
const PLAIN = /^[\n\t -~]*$/;
const PLAIN_LINE = /^[ -~]*$/;

/**
 * The same text with each of those as `\u001b`. They stand in JSON inside strings alone, where that is how RFC 8259 §7
 * writes them, so a document means what it meant.
 */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN, escaped);
}

/** For one line of a screen, in which a newline and a tab would move what stands beside it. */
export function visibleLine(text: string): string {
  return PLAIN_LINE.test(text) ? text : text.replace(HIDDEN_IN_LINE, escaped);
}

/** The same for a text of several lines, before it is wrapped. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

/** By code units, as JSON has it: two for what lies beyond the first plane. */
function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
