/**
 * Removes escape sequences, control characters and invisible or bidirectional characters first. Text from the network must neither control
 * the terminal nor hide a secret from a pattern.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about.
const ESCAPE_SEQUENCES = /\u001b\[[0-?]{0,32}[ -/]{0,8}[@-~]|\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)/g;
/** Line feed, tab, and U+FE0E and U+FE0F, which only choose how a character is drawn, stay. `terminal/visible.ts` has the same set. */
const CONTROLS = /(?!\n|\t|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu;
/** A quick test: most texts have no such character. */
const PLAIN = /^[\n\t -~]*$/;

export function stripControls(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replaceAll('\r\n', '\n').replace(ESCAPE_SEQUENCES, '').replace(CONTROLS, '');
}

/** Works line by line, so that an escape sequence that begins in one line removes nothing from the next. */
export function stripControlsByLine(text: string): string {
  return text.split('\n').map(stripControls).join('\n');
}
