/** How many cells a text takes. Plain ASCII is counted; what else a screen shows is mostly the same in every frame. */
import stringWidth from 'string-width';

const PLAIN = /^[ -~]*$/;
const REMEMBERED = 2000;
const known = new Map<string, number>();

export function cells(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const width = known.get(text) ?? stringWidth(text);
  if (known.size >= REMEMBERED) known.clear();
  known.set(text, width);
  return width;
}
