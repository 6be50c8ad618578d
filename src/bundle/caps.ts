/**
 * Decides how much of each entry goes into a bundle. Entries are truncated after redaction and only between lines, so that no rule misses a
 * partial value. Truncated and omitted entries are listed with the reason.
 */
import type { BundleFile } from './contents.ts';
import { BUNDLE_LIMITS, DROP_ORDER } from './layout.ts';
import type { Omission } from './manifest.ts';

export interface CappedContents {
  contained: BundleFile[];
  omissions: Omission[];
}

/** `entryBytes` limits each entry that can be regenerated, `totalBytes` the sum of them, both before compression. */
export function enforceLimits(
  contents: readonly BundleFile[],
  { entryBytes, totalBytes }: { entryBytes: number; totalBytes: number } = LIMITS_OF_CONTENT,
): CappedContents {
  let { contained, omissions }: CappedContents = { contained: [], omissions: [] };
  for (const content of contents) {
    const fit = DROP_ORDER.includes(content.path) ? cut(content, entryBytes) : content;
    if (fit !== null) contained.push(fit);
    if (fit !== content) omissions.push({ what: content.path, why: 'size' });
  }
  while (sum(contained) > totalBytes) {
    const lighter = dropNextEntry({ contained, omissions });
    if (lighter === null) break;
    ({ contained, omissions } = lighter);
  }
  return { contained, omissions };
}

/** Half of the reader's limit, because manifest and checksums are added later. */
const LIMITS_OF_CONTENT = { entryBytes: BUNDLE_LIMITS.entryBytes, totalBytes: BUNDLE_LIMITS.unpackedBytes / 2 };

/** Omits the least important entry; null if only essential entries are left. */
export function dropNextEntry({ contained, omissions }: CappedContents): CappedContents | null {
  const next = DROP_ORDER.find((path) => contained.some((content) => content.path === path));
  if (next === undefined) return null;
  return {
    contained: contained.filter(({ path }) => path !== next),
    omissions: [...omissions.filter(({ what }) => what !== next), { what: next, why: 'size' }],
  };
}

/** Truncates an entry; null if a truncated entry could not be read. */
function cut(content: BundleFile, most: number): BundleFile | null {
  const bytes = byteLength(content.text);
  if (bytes <= most) return content;
  if (!LINE_BY_LINE.has(content.mediaType)) return null;
  const text = wholeLines(content.text, most);
  return text === '' ? null : { ...content, text, truncated: { keptBytes: byteLength(text), droppedBytes: bytes - byteLength(text) } };
}

const LINE_BY_LINE: ReadonlySet<string> = new Set(['application/x-ndjson', 'text/markdown']);

/** The first lines that fit. The byte of a line feed never occurs inside another UTF-8 character. */
function wholeLines(text: string, most: number): string {
  const bytes = new TextEncoder().encode(text).subarray(0, most);
  return new TextDecoder().decode(bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
}

function sum(contained: readonly BundleFile[]): number {
  return contained.reduce((total, { text }) => total + byteLength(text), 0);
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}
