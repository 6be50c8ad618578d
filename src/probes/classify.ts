/**
 * Native errors → the failure vocabulary. The only file that looks at an error: at `code`, `errno` and `syscall`,
 * and at the message for two marks that stand nowhere else (`SSL alert number N`, ` - Local (`). The evidence for
 * each line is in the fault table that the vocabulary was made from; the tests provoke them on real sockets.
 */
import type { Failure, FailureKind } from '../model/failure.ts';
import { FAILURE_WORDS } from '../model/failure-words.ts';
import { machineFault } from './limits/machine-faults.ts';

/** What was being done. The same code means different things at different stages. */
export type Stage = 'lookup' | 'resolver' | 'connect' | 'tunnel' | 'tls' | 'http' | 'udp';

type Codes = Readonly<Record<string, FailureKind>>;

const CODES = {
  // getaddrinfo: EAI_NODATA and EAI_NONAME share the code ENOTFOUND and differ in errno only (see `lookupKind`).
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
    // The resolver's own port is closed, or there is no way to it: nobody was asked.
    ECONNREFUSED: 'dns.unavailable',
  },
  connect: {
    ECONNREFUSED: 'tcp.refused',
    ETIMEDOUT: 'tcp.timeout',
    EHOSTUNREACH: 'tcp.unreachable',
    ENETUNREACH: 'tcp.unreachable',
    ENETDOWN: 'tcp.unreachable',
    EHOSTDOWN: 'tcp.unreachable',
    ENOPROTOOPT: 'tcp.unreachable',
    EACCES: 'tcp.prohibited',
    ECONNRESET: 'tcp.reset',
    EPERM: 'tcp.local-denied',
    EADDRNOTAVAIL: 'tcp.no-address',
    EAFNOSUPPORT: 'tcp.no-address',
  },
  tunnel: { ECONNRESET: 'tunnel.reset', EPIPE: 'tunnel.closed', ETIMEDOUT: 'tunnel.timeout' },
  tls: {
    EPIPE: 'tls.closed',
    ETIMEDOUT: 'tls.timeout',
    ERR_SSL_WRONG_VERSION_NUMBER: 'tls.not-tls',
    ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls.not-tls',
    ERR_SSL_DATA_LENGTH_TOO_LONG: 'tls.not-tls',
    ERR_SSL_BAD_RECORD_TYPE: 'tls.not-tls',
    ERR_SSL_HTTP_REQUEST: 'tls.not-tls',
    ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls.protocol-version',
    ERR_SSL_UNEXPECTED_EOF_WHILE_READING: 'tls.closed',
  },
  http: {
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
} as const satisfies Record<Stage, Codes>;

/** Alerts that say exactly what is missing, by their numbers (RFC 8446 §6). */
const ALERTS: Readonly<Record<number, FailureKind>> = { 70: 'tls.protocol-version', 116: 'tls.client-certificate' };

/** libuv's number for EAI_NODATA: the name exists and has no address. Node gives it the code of "not found". */
const UV_EAI_NODATA = -3007;

interface NativeError {
  name: string;
  code: string | undefined;
  errno: number | undefined;
  syscall: string | undefined;
  message: string;
}

/** What the language throws when a program is wrong. */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set(['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError']);

/**
 * A mistake in a program, and no answer of any network. What Node and undici throw of these classes for the sake of an input
 * (an address, a header, a URL that a far end made up) has a code, or a cause that has one.
 */
export function isProgramFault(error: unknown): boolean {
  if (!(error instanceof Error) || !OF_THE_LANGUAGE.has(error.name)) return false;
  let next: unknown = error;
  for (let depth = 0; depth < 8 && next instanceof Error; depth += 1) {
    if (nativeError(next).code !== undefined) return false;
    next = next.cause;
  }
  return true;
}

/**
 * What an error at this stage means. `where` names the far end; nothing of the error's own text is kept. A fault of a program
 * is thrown on: `guard.ts` records it as a crash.
 */
export function classify(stage: Stage, error: unknown, where: string): Failure {
  if (isProgramFault(error)) throw error;
  const native = nativeError(error);
  const own = machineFault(native.code, native.syscall);
  if (own !== null) return fail(own, where, native);
  const alert = alertNumber(native);
  if (alert !== null) return fail(ALERTS[alert] ?? 'tls.alert', where, { code: `SSL_ALERT_${alert}` });
  return fail(kindOf(stage, native), where, native);
}

/** A failure that no native error stands behind, or one whose kind is known. */
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

function kindOf(stage: Stage, native: NativeError): FailureKind {
  if (native.name === 'HTTPParserError') return 'http.not-http';
  if (stage === 'lookup') return lookupKind(native);
  // Routes of this machine are told apart from the path's answers by a mark in the message alone.
  // On UDP it is the syscall: `connect` sends nothing, so what it says comes from this machine.
  if (stage === 'udp' && native.syscall === 'connect') return udpLocalKind(native);
  if (isLocal(native)) return stage === 'connect' ? localKind(native) : 'unclassified';
  if (stage === 'tls' && native.code === 'ECONNRESET') return native.syscall === undefined ? 'tls.closed' : 'tls.reset';
  const codes: Codes = CODES[stage];
  return (native.code === undefined ? undefined : codes[native.code]) ?? 'unclassified';
}

function lookupKind(native: NativeError): FailureKind {
  if (native.code === 'ENOTFOUND') return native.errno === UV_EAI_NODATA ? 'dns.no-data' : 'dns.nxdomain';
  const codes: Codes = CODES.lookup;
  return (native.code === undefined ? undefined : codes[native.code]) ?? 'dns.unavailable';
}

/** `unreachable` routes and a missing network are no denial; `prohibit` routes and filters are. */
function localKind(native: NativeError): FailureKind {
  return native.code === 'EACCES' || native.code === 'EPERM' || native.code === 'EINVAL'
    ? 'tcp.local-denied'
    : ((CODES.connect as Codes)[native.code ?? ''] ?? 'tcp.unreachable');
}

function udpLocalKind(native: NativeError): FailureKind {
  return native.code === 'EACCES' || native.code === 'EPERM' ? 'udp.local-denied' : 'udp.no-route';
}

function isLocal(native: NativeError): boolean {
  return native.message.includes(' - Local (');
}

function alertNumber(native: NativeError): number | null {
  const match = /SSL alert number (\d{1,3})/.exec(native.message);
  return match === null ? null : Number(match[1]);
}

function nativeError(error: unknown): NativeError {
  const seen = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    name: text(seen['name']) ?? '',
    code: text(seen['code']),
    errno: typeof seen['errno'] === 'number' ? seen['errno'] : undefined,
    syscall: text(seen['syscall']),
    message: text(seen['message']) ?? '',
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Identifier-like or nothing: what a server writes can never pass for a code. */
function token(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(value) ? value : undefined;
}
