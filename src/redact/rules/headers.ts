/** Header lines with credentials. The header's name and the scheme stay, because the attempted kind of login matters to the diagnosis. */
import { isRedacted, type Span, secretSpan } from '../span.ts';

const AUTHORIZATION =
  /\b((?:proxy-)?authorization["']?[ \t]{0,8}[:=][ \t]{0,8}["']?(?:(?:basic|bearer|negotiate|ntlm|digest|token|aws4-hmac-sha256)[ \t]{1,8})?)([^\n]{1,8192})/gi;
const COOKIE = /\b((?:set-)?cookie["']?[ \t]{0,8}[:=][ \t]{0,8})([^\n]{1,8192})/gi;
/** A scheme and a blob anywhere in a text: `Negotiate YIIJ…`, `Basic dXNlcjpwdw==`. */
const SCHEME_BLOB = /\b((?:basic|bearer|negotiate|ntlm)[ \t]{1,8})([A-Za-z0-9+/_.~=-]{8,8192})/gi;

export function findCredentialHeaders(text: string): Span[] {
  const spans: Span[] = [];
  for (const [pattern, rule] of [
    [AUTHORIZATION, 'authorization'],
    [COOKIE, 'cookie'],
  ] as const) {
    for (const match of text.matchAll(pattern)) push(spans, match, rule);
  }
  for (const match of text.matchAll(SCHEME_BLOB)) if (isBlob(match[2] ?? '')) push(spans, match, 'authorization');
  return spans;
}

function push(spans: Span[], match: RegExpExecArray, rule: 'authorization' | 'cookie'): void {
  const [, name = '', value = ''] = match;
  const start = match.index + name.length;
  if (value.trim() !== '' && !isRedacted(value.trim())) spans.push(secretSpan(start, start + value.length, rule));
}

/** `Basic authentication` is prose, but a blob mixes cases with digits, ends in padding, or is long. */
function isBlob(word: string): boolean {
  if (isRedacted(word)) return false;
  return word.length >= 32 || word.endsWith('=') || (/[a-z]/.test(word) && /[A-Z0-9]/.test(word.slice(1)));
}
