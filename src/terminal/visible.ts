/**
 * Makes characters visible that a terminal would interpret or hide: C0 and C1 controls and DEL (ECMA-48 §5), Unicode default-ignorable
 * characters (zero-width, bidirectional, tags), and line separators other than newline.
 */

/**
 * Newline and tab are kept, and so is CRLF, which ends the lines of CSV (RFC 4180). U+FE0E and U+FE0F only choose how the character before
 * them is drawn.
 */
const HIDDEN = /(?!\r\n|\n|\t|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
const HIDDEN_IN_LINE = /(?!\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
/** A quick test, because most texts consist of only these characters. */
const PLAIN = /^[\n\t -~]*$/;
const PLAIN_LINE = /^[ -~]*$/;

/** Escapes hidden characters as `\u001b`, which does not change the meaning of a JSON string (RFC 8259 §7). */
export function escapeHidden(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN, escaped);
}

/** Escapes a line of a screen, where a newline or a tab would move the text beside it. */
export function escapeHiddenInLine(text: string): string {
  return PLAIN_LINE.test(text) ? text : text.replace(HIDDEN_IN_LINE, escaped);
}

/** Escapes a text of several lines before it is wrapped. */
export function escapeHiddenInLines(text: string): string {
  return text.split('\n').map(escapeHiddenInLine).join('\n');
}

/** Escapes UTF-16 code units, as JSON does: two for a character beyond U+FFFF. */
function escaped(sign: string): string {
  return Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
}
