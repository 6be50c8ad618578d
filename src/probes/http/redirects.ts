/** The target to which an answer leads: its redirect, the refresh or script of its page, or the link of a 511 or 451. */
import type { HttpAnswer } from '../../model/phase.ts';
import { bareHost } from '../../model/target.ts';
import { type Headers, valuesOfHeader } from './headers.ts';

type Destination = NonNullable<HttpAnswer['leadsTo']>;

/** The redirect with its query, which is never stored. Null if no client would follow it. */
export function redirectUrl(raw: { status: number; headers: Headers; url: URL }): URL | null {
  const [location] = valuesOfHeader(raw.headers, 'location');
  if (![301, 302, 303, 307, 308].includes(raw.status) || location === undefined) return null;
  const url = URL.parse(location, raw.url.href);
  return url !== null && isWebUrl(url) && portOf(url) > 0 ? url : null;
}

export function isWebUrl(url: URL): boolean {
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}

/** Path and query are dropped, because they may contain secrets. */
export function destinationOf(url: URL): Destination {
  return { scheme: url.protocol === 'http:' ? 'http' : 'https', host: bareHost(url.hostname), port: portOf(url) };
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}

/** The maximum visible text of a page that only redirects. */
const HARDLY_ANY_TEXT = 200;

const REFRESH = /<meta[^>]{1,100}http-equiv=["']?refresh["']?[^>]{1,100}url=["']?([^"'>\s]{1,500})/i;
const SCRIPT = /location(?:\.href)?\s{0,5}=\s{0,5}["']([^"'\s]{1,500})["']|location\.replace\(["']([^"'\s]{1,500})["']\)/i;
const PAGE_LINK = /<(?:a\s[^>]{0,200}href|form\s[^>]{0,200}action)=["']?(https?:[^"'>\s]{1,500})/i;

/** The target of a page without a redirect, or of a 511 (RFC 6585 §6). `words` is the visible text of the page. */
export function pageDestination(status: number, isLogin: boolean, page: string, words: string, from: URL): Destination | null {
  const isAsking = status === 511;
  if (!isAsking && !isLogin && words.trim().length > HARDLY_ANY_TEXT) return null;
  for (const pattern of isAsking ? [REFRESH, SCRIPT, PAGE_LINK] : [REFRESH, SCRIPT]) {
    const found = pattern.exec(page);
    const url = URL.parse((found?.[1] ?? found?.[2] ?? '').replaceAll('&amp;', '&'), from.href);
    if (found === null || url === null || !isWebUrl(url)) continue;
    return destinationOf(url);
  }
  return null;
}

const UNAVAILABLE_FOR_LEGAL_REASONS = 451;

/** One link of the header (RFC 8288 §3): target and parameters. */
const LINK = /<([^>]{1,500})>((?:\s{0,5};\s{0,5}[\w*!#$%&+.^|~-]{1,40}\s{0,5}=\s{0,5}(?:"[^"]{0,500}"|[^\s",;]{0,200}))*)/g;
const RELATION = /;\s{0,5}rel\s{0,5}=\s{0,5}(?:"([^"]{0,500})"|([^\s",;]{0,200}))/i;

/** The blocking party, by the link of a 451 (RFC 7725 §4). Only the host is kept. */
export function blockingParty({ status, headers, url }: { status: number; headers: Headers; url: URL }): string | null {
  if (status !== UNAVAILABLE_FOR_LEGAL_REASONS) return null;
  for (const value of valuesOfHeader(headers, 'link'))
    for (const [, target = '', parameters = ''] of value.matchAll(LINK)) {
      const [, quoted, bare] = RELATION.exec(parameters) ?? [];
      const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/);
      const to = URL.parse(target, url.href);
      if (relations.includes('blocked-by') && to !== null && isWebUrl(to)) return bareHost(to.hostname);
    }
  return null;
}
