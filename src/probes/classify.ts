/**
 * Maps native errors to failure kinds. Only this file and its folder inspect errors: `code`, `errno` and `syscall`, and the message for
 * three marks that no other field has (`SSL alert number N`, ` - Local (`, the error codes of HTTP/2). docs/failure-kinds.md shows how each
 * kind is produced on real sockets, and how other programs report it.
 */

import { FAILURE_WORDS } from '../knowledge/failure-words.ts';
import type { Failure, FailureKind } from '../model/failure.ts';
import { isProgrammingError, type NativeError, nativeError } from './classify/native-error.ts';
import { tlsFault } from './classify/tls-faults.ts';
import { machineFault } from './limits/machine-faults.ts';

export { isProgrammingError } from './classify/native-error.ts';

/** The operation that failed. The same code has different meanings at different stages. */
export type FailureStage = 'lookup' | 'resolver' | 'connect' | 'tunnel' | 'socks' | 'tls' | 'http' | 'udp';

type Codes = Readonly<Record<string, FailureKind>>;

/**
 * Codes that end a connection at any stage: a missing route, a filter, or this machine itself. ECONNABORTED always comes from this machine,
 * for example from security software, and never from a packet.
 */
const ON_THE_PATH = {
  EHOSTUNREACH: 'tcp.unreachable',
  ENETUNREACH: 'tcp.unreachable',
  ENETDOWN: 'tcp.unreachable',
  EHOSTDOWN: 'tcp.unreachable',
  ENOPROTOOPT: 'tcp.unreachable',
  EACCES: 'tcp.prohibited',
  EPERM: 'tcp.local-denied',
  ECONNABORTED: 'tcp.aborted',
} as const satisfies Codes;

const CODES = {
  // getaddrinfo: EAI_NODATA and EAI_NONAME have the code ENOTFOUND and differ in errno only (see `lookupKind`).
  lookup: { EAI_AGAIN: 'dns.unavailable', EAI_FAIL: 'dns.unavailable', EAI_NODATA: 'dns.no-data', EAI_NONAME: 'dns.nxdomain' },
  resolver: {
    ENOTFOUND: 'dns.nxdomain',
    ENODATA: 'dns.no-data',
    ESERVFAIL: 'dns.servfail',
    EREFUSED: 'dns.refused',
    ENOTIMP: 'dns.refused',
    ETIMEOUT: 'dns.timeout',
    ECANCELLED: 'dns.timeout',
    EBADRESP: 'dns.malformed',
    EFORMERR: 'dns.malformed',
    EBADNAME: 'dns.malformed',
    // The resolver's own port is closed, or it has no route, so the query was not sent.
    ECONNREFUSED: 'dns.unavailable',
  },
  connect: {
    ...ON_THE_PATH,
    ECONNREFUSED: 'tcp.refused',
    ETIMEDOUT: 'tcp.timeout',
    ECONNRESET: 'tcp.reset',
    EADDRNOTAVAIL: 'tcp.no-address',
    EAFNOSUPPORT: 'tcp.no-address',
  },
  tunnel: { ...ON_THE_PATH, ECONNRESET: 'tunnel.reset', EPIPE: 'tunnel.closed', ETIMEDOUT: 'tunnel.timeout' },
  socks: { ...ON_THE_PATH, ECONNRESET: 'socks.reset', EPIPE: 'socks.closed', ETIMEDOUT: 'socks.timeout' },
  tls: { ...ON_THE_PATH, EPIPE: 'tls.closed', ETIMEDOUT: 'tls.timeout' },
  http: {
    ...ON_THE_PATH,
    ECONNRESET: 'http.reset',
    EPIPE: 'http.closed',
    ETIMEDOUT: 'http.timeout',
    UND_ERR_SOCKET: 'http.closed',
    UND_ERR_CLOSED: 'http.closed',
    UND_ERR_HEADERS_TIMEOUT: 'http.timeout',
    UND_ERR_BODY_TIMEOUT: 'http.timeout',
    UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'http.truncated',
    UND_ERR_HEADERS_OVERFLOW: 'http.not-http',
    ERR_HTTP2_STREAM_ERROR: 'http.reset',
    ERR_HTTP2_SESSION_ERROR: 'http.reset',
    ERR_HTTP2_STREAM_CANCEL: 'http.reset',
    ERR_HTTP2_GOAWAY_SESSION: 'http.closed',
    ERR_HTTP2_ERROR: 'http.not-http',
  },
  udp: {
    ECONNREFUSED: 'udp.refused',
    EHOSTUNREACH: 'udp.rejected',
    ENETUNREACH: 'udp.rejected',
    ENOPROTOOPT: 'udp.rejected',
    EACCES: 'udp.rejected',
    EPERM: 'udp.local-denied',
    EADDRNOTAVAIL: 'udp.no-route',
    EAFNOSUPPORT: 'udp.no-route',
    EINVAL: 'udp.no-route',
    ENETDOWN: 'udp.no-route',
  },
} as const satisfies Record<FailureStage, Codes>;

/** libuv's number for EAI_NODATA: the name exists and has no address. Node gives it the code ENOTFOUND too. */
const UV_EAI_NODATA = -3007;

/**
 * The failure kind of an error at this stage. `where` is the peer, and the error's own text is dropped. `certificateRequested`: the server
 * had requested a client certificate. A bug is rethrown, and `guard.ts` records it as a crash.
 */
export function classify(stage: FailureStage, error: unknown, where: string, certificateRequested = false): Failure {
  if (isProgrammingError(error)) throw error;
  const native = nativeError(error);
  const own = machineFault(native.code, native.syscall);
  if (own !== null) return fail(own, where, native);
  const tls = tlsFault(native, { isLater: stage !== 'tls', certificateRequested });
  if (tls !== null) return fail(tls.kind, where, { code: tls.code });
  return fail(kindOf(stage, native), where, native);
}

/** A failure without a native error, or with a known kind. */
export function fail(kind: FailureKind, where: string, seen: { code?: string | undefined; syscall?: string | undefined } = {}): Failure {
  const code = token(seen.code);
  const syscall = token(seen.syscall);
  const marks = [code, syscall].filter((mark) => mark !== undefined);
  return {
    kind,
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
    text: `${where}: ${FAILURE_WORDS[kind]}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
  };
}

/** The peer's error code at the end of a stream or session, by name and by number (RFC 9113 §7). */
const HTTP_1_1_REQUIRED = /^Stream closed with error code NGHTTP2_HTTP_1_1_REQUIRED$|^Session closed with error code 13$/;

function kindOf(stage: FailureStage, native: NativeError): FailureKind {
  if (native.name === 'HTTPParserError') return 'http.not-http';
  if (stage === 'http' && HTTP_1_1_REQUIRED.test(native.message)) return 'http.version-required';
  if (stage === 'lookup') return lookupKind(native);
  // Only the mark in the message shows that a local route refused. For UDP the syscall shows it: `connect` sends nothing, so its error is
  // local.
  if (stage === 'udp' && native.syscall === 'connect')
    return native.code === 'EACCES' || native.code === 'EPERM' ? 'udp.local-denied' : 'udp.no-route';
  if (native.message.includes(' - Local (')) return stage === 'connect' ? localKind(native) : 'unclassified';
  if (stage === 'tls' && native.code === 'ECONNRESET') return native.syscall === undefined ? 'tls.closed' : 'tls.reset';
  const codes: Codes = CODES[stage];
  return (native.code === undefined ? undefined : codes[native.code]) ?? 'unclassified';
}

function lookupKind(native: NativeError): FailureKind {
  if (native.code === 'ENOTFOUND') return native.errno === UV_EAI_NODATA ? 'dns.no-data' : 'dns.nxdomain';
  const codes: Codes = CODES.lookup;
  return (native.code === undefined ? undefined : codes[native.code]) ?? 'dns.unavailable';
}

/** `unreachable` routes and a missing network are not a denial; `prohibit` routes and filters are. */
function localKind(native: NativeError): FailureKind {
  return native.code === 'EACCES' || native.code === 'EPERM' || native.code === 'EINVAL'
    ? 'tcp.local-denied'
    : ((CODES.connect as Codes)[native.code ?? ''] ?? 'tcp.unreachable');
}

/** Accepts only identifier-like text, so that a server's text can never pass for a code. */
function token(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value) ? value : undefined;
}
