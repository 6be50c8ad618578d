/** The number of cells of a text, by string-width, which Ink uses too. */
import stringWidth from 'string-width';

/** ASCII, Latin, dashes, quotes, arrows, boxes, and the marks of our theme. Each takes one cell, and none combines with another. */
export const NARROW =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2199\u21a4-\u2211\u2500-\u25fc\u2713-\u2714\u2717-\u2718]*$/;

/**
 * Avoids string-width, which takes ten times as long: nearly all text on the screen consists of these characters, so its length is its
 * width.
 */
export const cells = (text: string): number => (NARROW.test(text) ? text.length : stringWidth(text));
