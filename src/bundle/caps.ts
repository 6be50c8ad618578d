/**
 * How much of each entry goes into a bundle. Cuts are made after redaction and only between lines, so that no half
 * of a value is left that a rule would have known as a whole. What is cut or left out is listed with its reason.
 */
import type { Content } from './contents.ts';
import { DROPPED_FIRST, LIMITS } from './layout.ts';
import type { Omission } from './manifest.ts';

export interface Capped {
  contained: Content[];
  omissions: Omission[];
}

/** `entryBytes` for each entry that can be made again, `totalBytes` for all of them together, before they are packed. */
export function capped(
  contents: readonly Content[],
  { entryBytes, totalBytes }: { entryBytes: number; totalBytes: number } = LIMITS_OF_CONTENT,
): Capped {
  let { contained, omissions }: Capped = { contained: [], omissions: [] };
  for (const content of contents) {
    const fit = DROPPED_FIRST.includes(content.path) ? cut(content, entryBytes) : content;
    if (fit !== null) contained.push(fit);
    if (fit !== content) omissions.push({ what: content.path, why: 'size' });
  }
  while (sum(contained) > totalBytes) {
    const lighter = withoutNext({ contained, omissions });
    if (lighter === null) break;
    ({ contained, omissions } = lighter);
  }
  return { contained, omissions };
}

/** Half of what a reader takes, since the manifest and the sums come on top. */
const LIMITS_OF_CONTENT = { entryBytes: LIMITS.entryBytes, totalBytes: LIMITS.unpackedBytes / 2 };

/** Leaves out the entry that is missed least; null where only those are left that make a bundle one. */
export function withoutNext({ contained, omissions }: Capped): Capped | null {
  const next = DROPPED_FIRST.find((path) => contained.some((content) => content.path === path));
  if (next === undefined) return null;
  return {
    contained: contained.filter(({ path }) => path !== next),
    omissions: [...omissions.filter(({ what }) => what !== next), { what: next, why: 'size' }],
  };
}

/** Null: it cannot be cut without becoming unreadable. */
function cut(content: Content, most: number): Content | null {
  const bytes = byteLength(content.text);
  if (bytes <= most) return content;
  if (!LINE_BY_LINE.has(content.mediaType)) return null;
  const text = wholeLines(content.text, most);
  return text === '' ? null : { ...content, text, truncated: { keptBytes: byteLength(text), droppedBytes: bytes - byteLength(text) } };
}

const LINE_BY_LINE: ReadonlySet<string> = new Set(['application/x-ndjson', 'text/markdown']);

/** The first lines that fit. UTF-8 is cut at a line feed, which is never part of another character. */
function wholeLines(text: string, most: number): string {
  const bytes = new TextEncoder().encode(text).subarray(0, most);
  return new TextDecoder().decode(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
}

function sum(contained: readonly Content[]): number {
  return contained.reduce((total, { text }) => total + byteLength(text), 0);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
