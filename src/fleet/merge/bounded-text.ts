/** Limits untrusted text: no terminal control characters, limited length. */
import { stripControls, stripControlsByLine } from '../../redact/index.ts';

/** The maximum length of a word, and of a text. */
const WORD = 300;
export const MAX_TEXT = 1500;

/** `names` are the private names that the text can quote. */
export function boundedWord(from: string, names: readonly string[] = []): string {
  return upTo(stripControls(from).replaceAll('\n', ' '), WORD, names);
}

export function boundedText(from: string, names: readonly string[]): string {
  return upTo(stripControlsByLine(from), MAX_TEXT, names);
}

/** Truncates a text, but never within a name, because a partial name could not be recognised. */
function upTo(from: string, limit: number, names: readonly string[]): string {
  if (from.length <= limit) return from;
  let end = limit;
  for (let isCut = true; isCut; ) {
    isCut = false;
    for (const name of names) {
      const at = from.lastIndexOf(name, end - 1);
      if (at < 0 || at + name.length <= end) continue;
      end = at;
      isCut = true;
    }
  }
  return from.slice(0, end);
}
