/** Credentials that show what they are: JWT, AWS access keys, tokens with a prefix, private keys. */
import { type Span, secretSpan } from '../span.ts';

const JWT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,8192}\.[A-Za-z0-9_-]{2,16384}(?:\.[A-Za-z0-9_-]{0,8192}){0,3}/g;
const AWS_KEY = /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA|ANPA)[A-Z2-7]{12,28}(?![A-Za-z0-9])/g;
const PREFIXED =
  /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{16,255}|github_pat_[A-Za-z0-9_]{20,255}|gl[a-z]{2,6}-[A-Za-z0-9_=-]{16,255}|xox[abeoprs]-[A-Za-z0-9-]{10,255}|npm_[A-Za-z0-9]{20,255}|dckr_pat_[A-Za-z0-9_-]{16,255}|hv[sb]\.[A-Za-z0-9_-]{16,255}|sk-[A-Za-z0-9_-]{16,255}|AIza[A-Za-z0-9_-]{30,40}|(?:gitpod|ona)_(?:pat_)?[A-Za-z0-9_-]{16,255}|AGE-SECRET-KEY-1[A-Z0-9]{20,80})/g;
/** To the end of the text if the end mark is missing: better too much than half a key. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)|PuTTY-User-Key-File-\d[\s\S]*$/g;

export function tokens(text: string): Span[] {
  return [
    ...all(text, JWT, 'jwt'),
    ...all(text, AWS_KEY, 'aws-key'),
    ...all(text, PREFIXED, 'token'),
    ...all(text, PRIVATE_KEY, 'private-key'),
  ];
}

function all(text: string, pattern: RegExp, rule: 'jwt' | 'aws-key' | 'token' | 'private-key'): Span[] {
  return Array.from(text.matchAll(pattern), (match) => secretSpan(match.index, match.index + match[0].length, rule));
}
