/** `scheme://user:password@host` and `user:password@host`: the login is removed, and other rules mask the host. */
import { isRedacted, type Span, secretSpan, startsRedacted } from '../span.ts';

const WITH_SCHEME = /:\/\/([^\s"'<>`]{1,2048})/g;
/** A login whose password has a space or a quote, which URLs forbid but some variables contain. A port is not a password. */
const UNRULY = /:\/\/([^\s/@:"'<>`]{1,128}:(?!\d{1,5}(?:[\s/"'<>`,;)]|$))[^\n@]{0,128}[\s"'<>`][^\n@]{0,128})@(?=[A-Za-z0-9.[])/g;
const WITHOUT_SCHEME = /(?<![^\s"'<>`=,;(])([^\s"'<>`:@/=]{1,256}:[^\s"'<>`@/]{1,512})@(?=[A-Za-z0-9[])/g;

export function findUrlLogins(text: string): Span[] {
  if (!text.includes('@')) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(WITH_SCHEME)) {
    const rest = match[1] ?? '';
    const length = loginLength(rest);
    if (length > 0 && !isRedacted(rest.slice(0, length))) spans.push(secretSpan(match.index + 3, match.index + 3 + length, 'login'));
  }
  for (const match of text.matchAll(UNRULY)) {
    if (!startsRedacted(match[1] ?? '')) spans.push(secretSpan(match.index + 3, match.index + 3 + (match[1] ?? '').length, 'login'));
  }
  for (const match of text.matchAll(WITHOUT_SCHEME)) {
    if (!isRedacted(match[1] ?? '')) spans.push(secretSpan(match.index, match.index + (match[1] ?? '').length, 'login'));
  }
  return spans;
}

/** An authority that ends before the `@`, which then belongs to the path: `https://unpkg.com/@scope/name`. */
const AUTHORITY_FIRST = /^[A-Za-z0-9_.-]{1,253}(?::\d{1,5})?[/]/;

/** The length of `user:password` before the last at-sign; 0 if there is no login. */
export function loginLength(rest: string): number {
  const at = rest.lastIndexOf('@');
  return at <= 0 || AUTHORITY_FIRST.test(rest) ? 0 : at;
}
