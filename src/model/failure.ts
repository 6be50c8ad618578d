/** The fixed set of failure kinds, `layer.what`. A kind says what was observed, never why. `probes/classify/` maps native errors to it. */
import * as z from 'zod';
import { freeText, publicText } from './privacy.ts';

export const FAILURE_KINDS = [
  /** Name resolution. `no-data`: the name exists without an address of the requested family. */
  'dns.nxdomain',
  'dns.no-data',
  'dns.servfail',
  'dns.refused',
  'dns.timeout',
  'dns.malformed',
  /** The system lookup reported a temporary failure, or one without a reason (EAI_AGAIN, EAI_FAIL). */
  'dns.unavailable',
  /** Connecting. `refused` is RST or ICMP port unreachable: Node does not distinguish them. */
  'tcp.refused',
  'tcp.timeout',
  /** ICMP or routing reports no route: EHOSTUNREACH, ENETUNREACH, ENOPROTOOPT. */
  'tcp.unreachable',
  /** ICMPv6 administratively prohibited from a router: EACCES without a local mark. */
  'tcp.prohibited',
  /** Reset right after the handshake: ECONNRESET with syscall `connect`. */
  'tcp.reset',
  /** This machine refused to send: EPERM, or an error marked ` - Local (`. */
  'tcp.local-denied',
  /** This machine has no address of the family, or no source address to send from: EADDRNOTAVAIL, EAFNOSUPPORT. */
  'tcp.no-address',
  /** This machine ended an established connection: ECONNABORTED. */
  'tcp.aborted',
  /** The proxy's response to CONNECT. The phase has the status. */
  'tunnel.407',
  'tunnel.4xx',
  'tunnel.5xx',
  /** 1xx, 3xx or a 2xx other than 200. */
  'tunnel.unexpected-status',
  'tunnel.closed',
  'tunnel.reset',
  'tunnel.timeout',
  'tunnel.not-http',
  /**
   * A SOCKS proxy. It accepts no login method that we offer (RFC 1928 §3), or refuses the login (RFC 1929 §2). The phase has the reply
   * code.
   */
  'socks.no-method',
  'socks.login-refused',
  /** Reply codes 1 to 8 of RFC 1928 §6. */
  'socks.general-failure',
  'socks.not-allowed',
  'socks.network-unreachable',
  'socks.host-unreachable',
  'socks.refused',
  'socks.ttl-expired',
  'socks.command-unsupported',
  'socks.address-unsupported',
  /** SOCKS 4: 91 without a reason; 92 and 93 if the proxy cannot confirm the user by ident (RFC 1413). */
  'socks.rejected',
  'socks.ident',
  /** A reply code that the protocol does not define. */
  'socks.unknown-reply',
  'socks.closed',
  'socks.reset',
  'socks.timeout',
  /** The answer is HTTP, or another protocol. */
  'socks.http',
  'socks.not-socks',
  /** TLS. `closed`: FIN during the handshake. `reset`: RST during the handshake. */
  'tls.reset',
  'tls.closed',
  'tls.timeout',
  'tls.not-tls',
  'tls.protocol-version',
  /** An alert without its own kind, above all handshake_failure (40). Alerts by number: RFC 8446 §6.2, IANA. */
  'tls.alert',
  /** certificate_required (116), or an alert about a certificate after a CertificateRequest. In TLS 1.3 it comes after the handshake. */
  'tls.client-certificate',
  /** access_denied (49). */
  'tls.access-denied',
  /** insufficient_security (71). */
  'tls.insufficient-security',
  /** internal_error (80). */
  'tls.internal-error',
  /** inappropriate_fallback (86), or the downgrade mark in the server's random (RFC 8446 §4.1.3). */
  'tls.inappropriate-fallback',
  /** unrecognized_name (112). */
  'tls.unrecognized-name',
  /** bad_certificate_status_response (113), bad_certificate_hash_value (114). */
  'tls.certificate-status',
  /** no_application_protocol (120). */
  'tls.no-application-protocol',
  /** ech_required (121, RFC 9849). */
  'tls.ech-required',
  /** The server lacks secure renegotiation (RFC 5746), which OpenSSL 3 requires. */
  'tls.legacy-renegotiation',
  /** The server's Diffie-Hellman group is smaller than clients accept (1024 bits). */
  'tls.small-dh',
  /** Received data does not decrypt or was altered, on either side (alerts 20, 21, 51). */
  'tls.bad-record-mac',
  /** One side sent data that the other cannot parse as TLS, mid-connection (alerts 10, 22, 47, 50, 109, 110). */
  'tls.malformed',
  'tls.expired',
  'tls.not-yet-valid',
  'tls.name-mismatch',
  'tls.self-signed',
  'tls.unknown-issuer',
  'tls.bad-certificate',
  /**
   * Other verification errors of OpenSSL (openssl-verify(1)), whose name is the failure's code. `incomplete-chain`: the last certificate's
   * issuer was not sent, and the certificate has its URL.
   */
  'tls.incomplete-chain',
  'tls.key-too-small',
  'tls.weak-signature',
  'tls.name-constraints',
  'tls.path-length',
  'tls.invalid-ca',
  'tls.invalid-purpose',
  /** The server's name is only in the common name, not in an alternative name (RFC 9525 §2); some programs ignore it there. */
  'tls.common-name-only',
  /** Revoked according to the stapled OCSP response (RFC 6066 §8). */
  'tls.revoked',
  /** HTTP on an established connection. */
  'http.timeout',
  'http.reset',
  'http.closed',
  'http.not-http',
  /** A status the requirement does not allow. */
  'http.status',
  /** Fewer bytes than declared. */
  'http.truncated',
  /** The length is right, but the digest differs from the published digest. */
  'http.checksum',
  /** More redirects than a client follows, or a redirect that cannot be followed. */
  'http.redirect',
  /** HTTP/2 was negotiated, but the server then requires HTTP/1.1: HTTP_1_1_REQUIRED (RFC 9113 §7). */
  'http.version-required',
  /** The body does not have the content coding that the response declares, or has one that was not requested (RFC 9110 §8.4, §12.5.3). */
  'http.encoding',
  /** UDP on a connected socket. */
  'udp.silent',
  'udp.refused',
  'udp.rejected',
  'udp.local-denied',
  'udp.no-route',
  /** A reply other than the expected one. */
  'udp.unexpected-reply',
  /** SSH: the configuration, then the connection stage by stage. */
  'ssh.client-missing',
  'ssh.config-refused',
  'ssh.config-timeout',
  'ssh.unresolved',
  'ssh.banner-timeout',
  'ssh.banner-closed',
  'ssh.banner-reset',
  'ssh.not-ssh',
  'ssh.cut-after-banner',
  'ssh.kex-timeout',
  'ssh.no-common-algorithm',
  'ssh.host-key-changed',
  'ssh.host-key-unknown',
  'ssh.permission-denied',
  'ssh.key-too-open',
  'ssh.key-missing',
  'ssh.key-locked',
  'ssh.too-many-keys',
  'ssh.proxy-command-missing',
  'ssh.proxy-command-failed',
  'ssh.proxy-command-timeout',
  'ssh.control-path',
  'ssh.session-failed',
  /** AWS calls. There are no credentials, or the SDK could not read them. */
  'aws.no-credentials',
  'aws.sso-expired',
  /** ExpiredToken, RequestExpired: the session has expired. */
  'aws.expired',
  /** AWS does not know the key. */
  'aws.invalid-key',
  'aws.invalid-signature',
  /** AuthFailure with status 401: EC2 uses it for a wrong key, a wrong secret and a region that the account has not enabled. */
  'aws.auth-failure',
  /** AuthFailure with status 400: the image is private, not shared, or deleted. */
  'aws.not-authorized-for-image',
  'aws.image-not-found',
  'aws.unauthorized',
  /** A Marketplace product's terms are not accepted, or the account lacks a subscription to a service. */
  'aws.opt-in-required',
  'aws.region-disabled',
  'aws.throttled',
  /** AWS rejects the request itself: a missing or unknown subnet, an invalid value. */
  'aws.parameter',
  'aws.server-error',
  /** An AWS error or answer unknown to this version. */
  'aws.not-understood',
  /** The response has no mark of AWS. */
  'aws.not-aws',
  /** A setting redirects the call to an address without TLS, and the user did not consent. Nothing was sent. */
  'aws.in-clear',
  /** AWS rejects the time of the request. */
  'aws.clock',
  /** A proxy script: its file cannot be read, or it exceeds 1 MB. */
  'pac.unreadable',
  'pac.too-large',
  /** A page, JSON, or nothing instead of a script. */
  'pac.not-script',
  'pac.syntax-error',
  /** It throws: while it loads, or when it is called. */
  'pac.throws',
  /** It defines no FindProxyForURL. */
  'pac.no-function',
  /** It did not end in time, or needed more memory than it may. */
  'pac.timeout',
  'pac.memory',
  /** It queries DNS without end. */
  'pac.dns-limit',
  /** It returns something other than a list of proxies. */
  'pac.unusable-answer',
  /** This machine lacked a resource (EMFILE, ENFILE), so nothing was learnt about the network. */
  'machine.no-descriptors',
  /** Out of memory or of socket buffers: ENOMEM, ENOBUFS. */
  'machine.no-memory',
  /** No process could be started: EAGAIN of `spawn`. */
  'machine.no-processes',
  /** No response was seen, and this process did not run for at least half of the time. */
  'machine.starved',
  /** The probe reached its own deadline in a phase without a better kind. */
  'probe.deadline',
  /** No rule of `probes/classify/` matches; `code` and `syscall` are Node's. */
  'unclassified',
] as const;

export const FailureKind = z.enum(FAILURE_KINDS);
export type FailureKind = z.infer<typeof FailureKind>;

/** The layer of a kind: the part before the dot. */
export type FailureLayer =
  | 'dns'
  | 'tcp'
  | 'tunnel'
  | 'socks'
  | 'tls'
  | 'http'
  | 'udp'
  | 'aws'
  | 'ssh'
  | 'pac'
  | 'machine'
  | 'probe'
  | 'unclassified';

export function failureLayer(kind: FailureKind): FailureLayer {
  return kind.split('.')[0] as FailureLayer;
}

/** Kinds that mean no reply within the timeout. */
export const SILENT_KINDS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'tcp.timeout',
  'tunnel.timeout',
  'socks.timeout',
  'tls.timeout',
  'http.timeout',
  'udp.silent',
]);

/** Kinds that mean TCP connected but no TLS message was received. */
const NOTHING_IN_TLS: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout', 'tls.not-tls']);

/** True if the peer answered in TLS, perhaps with a refusal, so the ClientHello reached it. */
export function answeredInTls(kind: FailureKind): boolean {
  return failureLayer(kind) === 'tls' && !NOTHING_IN_TLS.has(kind);
}

export const Failure = z.strictObject({
  kind: FailureKind,
  /** Native code, for instance `ECONNREFUSED`; always a token that looks like an identifier. */
  code: publicText().optional(),
  syscall: publicText().optional(),
  /** One line composed from code, syscall, address and port; never text from the server. */
  text: freeText(),
});
export type Failure = z.infer<typeof Failure>;

/** The measurement proves nothing about a network, because this machine lacked the resources for it. */
export function isLocalLimit({ failure }: { failure: Failure | null }): boolean {
  return failure !== null && failureLayer(failure.kind) === 'machine';
}
