/** The target of a page without a redirect: from its refresh or script, or the link of a 511 (RFC 6585 §6). Only the host is kept. */
import type { HttpAnswer } from '../../model/phase.ts';
import { bareHost } from '../../model/target.ts';
import { isWebUrl, portOf } from './redirects.ts';

/** The maximum visible text of a page that only redirects. */
const HARDLY_ANY_TEXT = 200;

const REFRESH = /<meta[^>]{1,100}http-equiv=["']?refresh["']?[^>]{1,100}url=["']?([^"'>\s]{1,500})/i;
const SCRIPT = /location(?:\.href)?\s{0,5}=\s{0,5}["']([^"'\s]{1,500})["']|location\.replace\(["']([^"'\s]{1,500})["']\)/i;
const LINK = /<(?:a\s[^>]{0,200}href|form\s[^>]{0,200}action)=["']?(https?:[^"'>\s]{1,500})/i;

/** `words` is the visible text. */
export function pageDestination(
  status: number,
  isLogin: boolean,
  page: string,
  words: string,
  from: URL,
): NonNullable<HttpAnswer['leadsTo']> | null {
  const isAsking = status === 511;
  if (!isAsking && !isLogin && words.trim().length > HARDLY_ANY_TEXT) return null;
  for (const pattern of isAsking ? [REFRESH, SCRIPT, LINK] : [REFRESH, SCRIPT]) {
    const found = pattern.exec(page);
    const url = URL.parse((found?.[1] ?? found?.[2] ?? '').replaceAll('&amp;', '&'), from.href);
    if (found === null || url === null || !isWebUrl(url)) continue;
    return { scheme: url.protocol === 'http:' ? 'http' : 'https', host: bareHost(url.hostname), port: portOf(url) };
  }
  return null;
}
