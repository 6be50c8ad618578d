/**
 * Text from the network must not steer the terminal that shows it, nor hide a secret from a pattern: escape
 * sequences, control characters and invisible or direction-changing characters go before anything else looks.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about.
const ESCAPE_SEQUENCES = /\u001b\[[0-?]{0,32}[ -/]{0,8}[@-~]|\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; line feed and tab stay.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Most texts are plain; for them this one look is all. */
const PLAIN = /^[\n\t -~]*$/;

export function stripControls(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replaceAll('\r\n', '\n').replace(ESCAPE_SEQUENCES, '').replace(CONTROLS, '');
}

/** Each line by itself: what begins a sequence in one takes nothing from the next. */
export function stripControlsByLine(text: string): string {
  return text.split('\n').map(stripControls).join('\n');
}
