/**
 * How many cells a text takes. Signs of our own and of most European languages take one each and are counted; for the
 * rest there is an exact measure, which takes longer to load than the first picture may (`exact-width.ts`).
 */

/** ASCII, Latin, dashes, quotes, arrows, boxes, and the marks of our theme: one cell each, none of them combining. */
export const NARROW =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u21a4-\u2211\u2500-\u25fc\u2713-\u2714\u2717-\u2718]*$/;
const REMEMBERED = 2000;
const known = new Map<string, number>();

/** Until the exact measure is there, every character counts as one cell. */
let measure = (text: string): number => [...text].length;

export function measureWith(exact: (text: string) => number): void {
  measure = exact;
  known.clear();
}

export function cells(text: string): number {
  if (NARROW.test(text)) return text.length;
  const width = known.get(text) ?? measure(text);
  if (known.size >= REMEMBERED) known.clear();
  known.set(text, width);
  return width;
}
