/** The blocking party, by the link of a 451 (RFC 7725 §4). Only the host is kept. */
import { bareHost } from '../../model/target.ts';
import { type Headers, valuesOfHeader } from './headers.ts';
import { isWebUrl } from './redirects.ts';

const UNAVAILABLE_FOR_LEGAL_REASONS = 451;

/** One link of the header (RFC 8288 §3): target and parameters. */
const LINK = /<([^>]{1,500})>((?:\s{0,5};\s{0,5}[\w*!#$%&+.^|~-]{1,40}\s{0,5}=\s{0,5}(?:"[^"]{0,500}"|[^\s",;]{0,200}))*)/g;
const RELATION = /;\s{0,5}rel\s{0,5}=\s{0,5}(?:"([^"]{0,500})"|([^\s",;]{0,200}))/i;

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
