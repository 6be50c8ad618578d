/** What comes from anybody, without what steers a terminal, and no longer than it need be. */
import { stripControls, stripControlsByLine } from '../../redact/index.ts';

/** Characters of a word or a text that are kept. */
const WORD = 300;
export const TEXT = 1500;

/** `names`: private ones that it may quote. */
export function word(from: string, names: readonly string[] = []): string {
  return upTo(stripControls(from).replaceAll('\n', ' '), WORD, names);
}

/** Several lines. */
export function text(from: string, names: readonly string[]): string {
  return upTo(stripControlsByLine(from), TEXT, names);
}

/** Not cut within a name: of half a name nobody knows that it is one. */
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
