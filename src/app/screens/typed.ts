/** A line that is being typed, as a screen may show it. */

export interface TypedLine {
  text: string;
  /** In code points of `text`. */
  caret: number;
}

/** Code points on either side of the caret that are shown: more than any screen holds, and quick for a long printout. */
const AROUND = 4000;

/**
 * What stands around the caret, without its secrets: a pasted token must not be seen by whoever watches the screen before
 * it is answered. Everything else stays as it was typed, since nobody can edit a pseudonym. A caret within what was
 * taken out stands behind what is shown in its place.
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
