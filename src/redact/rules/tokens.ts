/** Credentials recognised by their form: JWT, AWS access keys, tokens with a prefix, private keys. */
import { isRedacted, type Span, secretSpan } from '../span.ts';

const JWT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,8192}\.[A-Za-z0-9_-]{2,16384}(?:\.[A-Za-z0-9_-]{0,8192}){0,3}/g;
const AWS_KEY = /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA)[A-Z2-7]{12,28}(?![A-Za-z0-9])/g;
const PREFIXED =
  /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_[A-Za-z0-9_]{20,255}|gl[a-z]{2,6}-[A-Za-z0-9_=-]{16,255}|xox[abeoprs]-[A-Za-z0-9-]{10,255}|npm_[A-Za-z0-9]{20,255}|dckr_pat_[A-Za-z0-9_-]{16,255}|hv[sb]\.[A-Za-z0-9_-]{16,255}|sk-[A-Za-z0-9_-]{16,255}|AIza[A-Za-z0-9_-]{30,40}|(?:gitpod|ona)_(?![0-9a-f]{8}-[0-9a-f-]{27}_id_)(?:pat_)?[A-Za-z0-9_-]{16,255}|AGE-SECRET-KEY-1[A-Z0-9]{20,80}|AT(?:BB|ATT|CTT)[A-Za-z0-9+/=_-]{20,255}|pypi-[A-Za-z0-9_-]{16,255}|ya29\.[A-Za-z0-9_-]{16,2048}|perm[:-][A-Za-z0-9+/=]{8,255}\.[A-Za-z0-9+/=]{4,255}\.[A-Za-z0-9+/=]{8,255})/g;
/** Blobs with the beginning of an AWS STS session token, an NTLM message or a Kerberos ticket. */
const BLOB = /(?<![A-Za-z0-9+/=_-])(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz|TlRMTVNTUA|YII[A-Za-z0-9])[A-Za-z0-9+/=_-]{24,8192}/g;
/** The encoded message of AWS, which reveals the principal and the policy when decoded. */
const ENCODED_MESSAGE = /\b(encoded authorization failure message["']?[ \t]{0,4}[:=]?[ \t]{0,4}["']?)([A-Za-z0-9_+/=-]{12,16384})/gi;
/** A key or a certificate. Without an end mark it extends to the end of the text, because part of a key must not remain. */
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]{1,60}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)|PuTTY-User-Key-File-\d[\s\S]*$/g;

export function findTokens(text: string): Span[] {
  return [
    ...all(text, JWT, 'jwt'),
    ...all(text, AWS_KEY, 'aws-key'),
    ...all(text, PREFIXED, 'token'),
    ...all(text, BLOB, 'token'),
    ...all(text, PRIVATE_KEY, 'private-key'),
    ...Array.from(text.matchAll(ENCODED_MESSAGE), ({ index, 0: whole, 1: words = '' }) =>
      secretSpan(index + words.length, index + whole.length, 'value'),
    ).filter((span) => !isRedacted(text.slice(span.start, span.end))),
  ];
}

function all(text: string, pattern: RegExp, rule: 'jwt' | 'aws-key' | 'token' | 'private-key'): Span[] {
  return Array.from(text.matchAll(pattern), (match) => secretSpan(match.index, match.index + match[0].length, rule));
}
