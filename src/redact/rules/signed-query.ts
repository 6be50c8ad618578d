/** The query of a signed URL, a sign-in redirect or a session without cookies, even if the URL was truncated. */
import { isRedacted, type Span, secretSpan } from '../span.ts';

const SIGNED =
  /([?&](?:amp;)?(?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Signature|Key-Pair-Id|Policy|sig|sv|se|code|state|access_token|id_token|SAMLRequest|SAMLResponse|ticket(?==(?:ST|PT|TGT)-))=|\b(?:JSESSIONID|PHPSESSID|ASPSESSIONID\w{0,8}|ASP\.NET_SessionId)=)([^\s&;"'<>]{1,8192})/gi;

export function findSignedQueries(text: string): Span[] {
  if (!text.includes('=')) return [];
  const spans: Span[] = [];
  for (const match of text.matchAll(SIGNED)) {
    const start = match.index + (match[1] ?? '').length;
    const value = match[2] ?? '';
    if (!isRedacted(value)) spans.push(secretSpan(start, start + value.length, 'query'));
  }
  return spans;
}
