export interface TypedLine {
  text: string;
  /** The offset in code points of `text`. */
  caret: number;
}

/** How many code points are shown on either side of the caret: more than any screen holds, and few enough for long pasted output. */
const AROUND = 4000;

/**
 * The text around the caret, without secrets, because others may see the screen. Other text stays as it was typed, because a pseudonym
 * cannot be edited. A caret within a removed secret moves to the end of the placeholder.
 */
export function typedLine(line: TypedLine, clean: (text: string) => string): TypedLine {
  const characters = Array.from(line.text);
  const begin = Math.max(0, line.caret - AROUND);
  const end = Math.min(characters.length, line.caret + AROUND);
  const typed = characters.slice(begin, end);
  const shown = Array.from(clean(typed.join('')));
  const caret = caretAmong(typed, shown, line.caret - begin);
  const before = begin > 0 ? '…' : '';
  return { text: `${before}${shown.join('')}${end < characters.length ? '…' : ''}`, caret: before.length + caret };
}

function caretAmong(typed: readonly string[], shown: readonly string[], caret: number): number {
  const most = Math.min(typed.length, shown.length);
  let same = 0;
  while (same < most && typed[same] === shown[same]) same += 1;
  if (caret <= same) return caret;
  let sameAtEnd = 0;
  while (sameAtEnd < most - same && typed.at(-1 - sameAtEnd) === shown.at(-1 - sameAtEnd)) sameAtEnd += 1;
  return shown.length - Math.min(typed.length - caret, sameAtEnd);
}
