/** The visible part of a list, as a pure function of length, height and the line to show. */

export interface Window {
  from: number;
  to: number;
}

/** A window of at most `height` rows, with the selected row in the middle unless the list begins or ends nearby. */
export function windowAround(selected: number, length: number, height: number): Window {
  const size = Math.max(0, Math.min(length, height));
  const from = clamp(selected - Math.floor(size / 2), 0, length - size);
  return { from, to: from + size };
}

/** Text like `rows 3 to 9 of 20`; empty if all rows are shown. */
export function windowNote({ from, to }: Window, length: number, what = 'rows'): string {
  return to - from >= length ? '' : `${what} ${from + 1} to ${to} of ${length}`;
}

/** The window of a text that scrolls by lines. */
export function windowFrom(scroll: number, length: number, height: number): Window {
  const from = clamp(scroll, 0, Math.max(0, length - height));
  return { from, to: Math.min(length, from + Math.max(0, height)) };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
