/** Terminal control sequences, as the tests plant them, and how they are found in what a program has written. */

/** An OSC 52, a DCS, C1, a mark of direction, zero-width signs, a tag, a bell; printable words of its own say that it was shown. */
export const HOSTILE = '\u001b]52;c;ZXZpbA==\u0007\u001bP1$r\u001b\\\u009b31m\u202e\u200b\u{e0041}\u007fEVIL';
/** The same for what can hold no NUL-free bytes below a blank: headers (RFC 9110 §5.5) are Latin-1. */
export const HOSTILE_HEADER = '\u009b31m\u009d0;own\u009c\u0085\u00adEVIL';

/** What Ink and our own painting need; the list of the program is not asked. */
const DRAWING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences that it is about.
  /\u001b\[[\d;]*[mABCDEGHJK]|\u001b\[\?(?:25|1049|2004|2026)[hl]|\u001b\]8;;(?:file:[!-~]*)?\u0007/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it is about.
const CONTROL = /(?!\r\n|[\t\n])[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40/;

/** The position at which a terminal would interpret or hide something; null if there is none. */
export function controlIn(bytes: Uint8Array | string, isDrawn = false): string | null {
  const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
  const rest = isDrawn ? text.replace(DRAWING, '').replaceAll('\r', '') : text;
  const at = rest.search(CONTROL);
  return at < 0 ? null : JSON.stringify(rest.slice(Math.max(0, at - 60), at + 60));
}
