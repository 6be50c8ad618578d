import { type Headers, valuesOfHeader } from './headers.ts';

/** The redirect with its query, which is never stored. Null if no client would follow. */
export function redirectUrl(raw: { status: number; headers: Headers; url: URL }): URL | null {
  const [location] = valuesOfHeader(raw.headers, 'location');
  if (![301, 302, 303, 307, 308].includes(raw.status) || location === undefined) return null;
  const url = URL.parse(location, raw.url.href);
  return url !== null && isWebUrl(url) && portOf(url) > 0 ? url : null;
}

export function isWebUrl(url: URL): boolean {
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}
