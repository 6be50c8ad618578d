/** The facts of a proxy's answer. Header values are reduced to registered schemes, known products and known error codes. */
import type { FailureKind } from '../../model/failure.ts';
import { knownProducts } from '../http/products.ts';
import type { ResponseHead } from './response-head.ts';

export interface ProxyAnswer {
  authenticate: string[];
  products: string[];
  proxyError: string | null;
}

/** Authentication schemes of the IANA registry, and two of Windows proxies. */
const SCHEMES = [
  ...['Basic', 'Bearer', 'Digest', 'DPoP', 'GNAP', 'HOBA', 'Kerberos', 'Mutual', 'Negotiate', 'NTLM', 'OAuth'],
  ...['SCRAM-SHA-1', 'SCRAM-SHA-256'],
];

/** The names of Squid's error pages (errorpage.cc); any other name is dropped. */
const SQUID_ERRORS = new Set(
  `ACCESS_DENIED AGENT_CONFIGURE AGENT_WPAD CACHE_ACCESS_DENIED CACHE_MGR_ACCESS_DENIED CANNOT_FORWARD CONFLICT_HOST
  CONNECT_FAIL DNS_FAIL FORWARDING_DENIED GATEWAY_FAILURE INVALID_REQ INVALID_RESP INVALID_URL LIFETIME_EXP NO_RELAY
  PROTOCOL_UNKNOWN READ_ERROR READ_TIMEOUT REQUEST_PARSE_TIMEOUT REQUEST_START_TIMEOUT SECURE_ACCEPT_FAIL
  SECURE_CONNECT_FAIL SHUTTING_DOWN SOCKET_FAILURE TOO_BIG UNSUP_HTTPVERSION UNSUP_REQ WRITE_ERROR ZERO_SIZE_OBJECT`
    .split(/\s+/)
    .map((name) => `ERR_${name}`),
);

/** ProxySG's exceptions about logins, in parentheses in the reason phrase and on the page: `Access Denied (authentication_failed)`. */
const PROXYSG_ERROR = /\((authentication_failed|authentication_failed_password_expired|authorization_failed)\)/;

export function readProxyAnswer(head: ResponseHead, body: string): ProxyAnswer {
  const values = (name: string) => head.headers.get(name) ?? [];
  const error = /^[A-Z_]+/.exec(values('x-squid-error')[0] ?? '')?.[0] ?? /\bERR_[A-Z_]+\b/.exec(body)?.[0] ?? '';
  return {
    authenticate: offeredSchemes(values('proxy-authenticate')),
    products: knownProducts([
      ...values('server'),
      ...values('via'),
      ...values('proxy-agent'),
      ...values('x-squid-error').map(() => 'squid'),
    ]),
    proxyError: SQUID_ERRORS.has(error) ? error : (PROXYSG_ERROR.exec(`${head.reason}\n${body}`)?.[1] ?? null),
  };
}

/** One header may hold several challenges, and quoted parameters may hold commas. */
export function offeredSchemes(values: readonly string[]): string[] {
  const words = values
    .flatMap((value) => value.replace(/"(?:[^"\\]|\\.)*"?/g, '').split(','))
    .map((part) => part.trim().split(/[\s=]/)[0] ?? '');
  return SCHEMES.filter((scheme) => words.some((word) => word.toLowerCase() === scheme.toLowerCase()));
}

/** The failure for a status; null for an open tunnel. RFC 9110 allows any 2xx, but no client relies on it. */
export function tunnelFailure(status: number): FailureKind | null {
  if (status === 200) return null;
  if (status === 407) return 'tunnel.407';
  if (status >= 400 && status < 500) return 'tunnel.4xx';
  if (status >= 500 && status < 600) return 'tunnel.5xx';
  return 'tunnel.unexpected-status';
}
