/** URLs in free text, each masked as a whole. An unchanged URL is a span too, so that no other rule matches inside it. */
import type { Identifiers } from '../identifiers.ts';
import type { Span } from '../span.ts';
import { maskUrl } from '../urls.ts';

const URL_RUN = /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s"'<>`\\|^]|<[a-z-]{1,30}>){1,2048}/gi;
/** Punctuation that ends the sentence, not the URL. */
const TRAILING = /[.,;:!?)\]}…—]+$/;

export function findUrls(text: string, make: Identifiers): Span[] {
  if (!text.includes('://')) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(URL_RUN)) {
    const found = match[0].replace(match[0].includes('[') ? /[.,;:!?)}…—]+$/ : TRAILING, '');
    const masked = maskUrl(found, make.context);
    if (masked !== null) {
      spans.push({ start: match.index, end: match.index + found.length, rule: 'url', secret: false, replacement: masked });
    }
  }
  return spans;
}
