/** Closes a truncated compact line after its last complete value, so that its beginning can be read. */

/** The JSON before the truncation; null if no value was complete. */
export function closeTruncatedJson(text: string): string | null {
  const open: string[] = [];
  let inString = false;
  let end = -1;
  let closers = '';
  /** The text up to this position is valid once the open brackets are closed. */
  const keep = (upTo: number) => {
    end = upTo;
    closers = open.toReversed().join('');
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === ',') keep(at);
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return null;
      keep(at + 1);
      if (open.length === 0) break;
    }
  }
  return end < 0 ? null : text.slice(0, end) + closers;
}
