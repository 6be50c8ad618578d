/**
 * The closed vocabulary of failures, `layer.what`. One file in `probes/` turns native errors into it and nothing
 * else parses error text (research/network.md §2). A failure says what was seen, never why.
 */
import * as z from 'zod';
import { freeText, publicText } from './privacy.ts';

export const FAILURE_KINDS = [
  /** Name resolution. `no-data`: the name exists without an address of the family that was asked for. */
  'dns.nxdomain',
  'dns.no-data',
  'dns.servfail',
  'dns.refused',
  'dns.timeout',
  'dns.malformed',
  /** The system look-up said "try again" or failed in a way that it does not explain (EAI_AGAIN, EAI_FAIL). */
  'dns.unavailable',
  /** Connecting. `refused` is RST or ICMP port unreachable: Node cannot tell them apart. */
  'tcp.refused',
  'tcp.timeout',
  /** ICMP or routing says there is no way: EHOSTUNREACH, ENETUNREACH, ENOPROTOOPT. */
  'tcp.unreachable',
  /** ICMPv6 administratively prohibited from the path: EACCES without a local mark. */
  'tcp.prohibited',
  /** Reset right after the handshake: ECONNRESET with syscall `connect`. */
  'tcp.reset',
  /** This machine refused to send: EPERM, or an error that is marked ` - Local (`. */
  'tcp.local-denied',
  /** No address of the family on this machine, or no source address to send from: EADDRNOTAVAIL, EAFNOSUPPORT. */
  'tcp.no-address',
  /** This machine ended a connection that stood: ECONNABORTED. */
  'tcp.aborted',
  /** The answer of a proxy to CONNECT. The status stands in the phase. */
  'tunnel.407',
  'tunnel.4xx',
  'tunnel.5xx',
  /** 1xx, 3xx or a 2xx other than 200. */
  'tunnel.unexpected-status',
  'tunnel.closed',
  'tunnel.reset',
  'tunnel.timeout',
  'tunnel.not-http',
  /** TLS. `closed`: FIN inside the handshake; `reset`: RST inside the handshake. */
  'tls.reset',
  'tls.closed',
  'tls.timeout',
  'tls.not-tls',
  'tls.protocol-version',
  /** An alert that has no kind of its own, handshake_failure (40) above all. Alerts by number: RFC 8446 §6.2, IANA. */
  'tls.alert',
  /** certificate_required (116), or an alert about a certificate after a CertificateRequest. Under TLS 1.3 it comes after the handshake. */
  'tls.client-certificate',
  /** access_denied (49). */
  'tls.access-denied',
  /** insufficient_security (71). */
  'tls.insufficient-security',
  /** internal_error (80). */
  'tls.internal-error',
  /** inappropriate_fallback (86), or the mark of a lowered version in the server's random (RFC 8446 §4.1.3). */
  'tls.inappropriate-fallback',
  /** unrecognized_name (112). */
  'tls.unrecognized-name',
  /** bad_certificate_status_response (113), bad_certificate_hash_value (114). */
  'tls.certificate-status',
  /** no_application_protocol (120). */
  'tls.no-application-protocol',
  /** ech_required (121, RFC 9849). */
  'tls.ech-required',
  /** The server knows no secure renegotiation (RFC 5746), without which OpenSSL 3 does not go on. */
  'tls.legacy-renegotiation',
  /** The server's Diffie-Hellman group is smaller than clients accept (1024 bits). */
  'tls.small-dh',
  /** What came does not decrypt, or is not what was signed: on either side (alerts 20, 21, 51). */
  'tls.bad-record-mac',
  /** One side sent what the other cannot read as TLS, in the middle of it (alerts 10, 22, 47, 50, 109, 110). */
  'tls.malformed',
  'tls.expired',
  'tls.not-yet-valid',
  'tls.name-mismatch',
  'tls.self-signed',
  'tls.unknown-issuer',
  'tls.bad-certificate',
  /**
   * What else OpenSSL refuses in a chain (openssl-verify(1)), whose name for it is the code of the failure.
   * `incomplete-chain`: the certificate that signed the last one was not sent, and the last one says where it lies.
   */
  'tls.incomplete-chain',
  'tls.key-too-small',
  'tls.weak-signature',
  'tls.name-constraints',
  'tls.path-length',
  'tls.invalid-ca',
  'tls.invalid-purpose',
  /** The name of the server is in the common name and in no alternative name (RFC 9525 §2), which some programs do not read. */
  'tls.common-name-only',
  /** By the answer that the server staples to the handshake (RFC 6066 §8). */
  'tls.revoked',
  /** HTTP on a connection that stands. */
  'http.timeout',
  'http.reset',
  'http.closed',
  'http.not-http',
  /** The status is not one of those that the requirement allows. */
  'http.status',
  /** Fewer bytes than were announced. */
  'http.truncated',
  /** The length is right and the digest is not the published one. */
  'http.checksum',
  /** More redirects than a client follows, or a redirect that cannot be followed. */
  'http.redirect',
  /** HTTP/2 was agreed on, and then the far end asks for HTTP/1.1: HTTP_1_1_REQUIRED (RFC 9113 §7). */
  'http.version-required',
  /** The body is not in the content coding that the answer names, or in one that was not asked for (RFC 9110 §8.4, §12.5.3). */
  'http.encoding',
  /** UDP on a connected socket. */
  'udp.silent',
  'udp.refused',
  'udp.rejected',
  'udp.local-denied',
  'udp.no-route',
  /** A reply came that is not the one asked for. */
  'udp.unexpected-reply',
  /** SSH: the configuration, then the connection stage by stage (research/ssh.md §2). */
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
  /** AWS calls. No credentials, or none that the SDK could read. */
  'aws.no-credentials',
  'aws.sso-expired',
  /** ExpiredToken, RequestExpired: the session is over. */
  'aws.expired',
  /** AWS does not know the key. */
  'aws.invalid-key',
  'aws.invalid-signature',
  /** EC2's one word (401) for a wrong key, a wrong secret and a region that the account has not enabled. */
  'aws.auth-failure',
  /** The same word with 400: the image is private, not shared, or gone. */
  'aws.not-authorized-for-image',
  'aws.image-not-found',
  'aws.unauthorized',
  /** The terms of a Marketplace product are not accepted, or the account is not subscribed to a service. */
  'aws.opt-in-required',
  'aws.region-disabled',
  'aws.throttled',
  /** AWS says that the request itself is wrong: a subnet that is missing or unknown, a value that it does not take. */
  'aws.parameter',
  'aws.server-error',
  /** AWS answered, with an error or a form that this version has no word for. */
  'aws.not-understood',
  /** The answer bears no mark of AWS. */
  'aws.not-aws',
  /** A setting leads the call to an address without TLS, and no one agreed to that: nothing was sent. */
  'aws.in-clear',
  /** AWS refuses the time of the request. */
  'aws.clock',
  /** This machine lacked what a measurement takes, so nothing was learnt about a network. EMFILE, ENFILE. */
  'machine.no-descriptors',
  /** ENOMEM, ENOBUFS. */
  'machine.no-memory',
  /** No process could be started: EAGAIN of `spawn`. */
  'machine.no-processes',
  /** No answer was seen, and for half of the time and more this program itself did not run. */
  'machine.starved',
  /** The probe ran into its own deadline in a phase that has no better word. */
  'probe.deadline',
  /** Nothing in the table fits; `code` and `syscall` carry what Node said. */
  'unclassified',
] as const;

export const FailureKind = z.enum(FAILURE_KINDS);
export type FailureKind = z.infer<typeof FailureKind>;

/** The layer of a kind: what stands before the dot. */
export type FailureLayer = 'dns' | 'tcp' | 'tunnel' | 'tls' | 'http' | 'udp' | 'aws' | 'ssh' | 'machine' | 'probe' | 'unclassified';

export function failureLayer(kind: FailureKind): FailureLayer {
  return kind.split('.')[0] as FailureLayer;
}

/** Nothing came back within the time that was given. */
export const SILENCE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'dns.timeout',
  'tcp.timeout',
  'tunnel.timeout',
  'tls.timeout',
  'http.timeout',
  'udp.silent',
]);

/** The connection came to TLS, and to no word of TLS from the far end. */
const NOTHING_IN_TLS: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout', 'tls.not-tls']);

/** The far end said something in TLS, be it a refusal, so that the ClientHello reached it. */
export function saidInTls(kind: FailureKind): boolean {
  return failureLayer(kind) === 'tls' && !NOTHING_IN_TLS.has(kind);
}

export const Failure = z.strictObject({
  kind: FailureKind,
  /** Native code, for instance `ECONNREFUSED`; only ever an identifier-like token. */
  code: publicText().optional(),
  syscall: publicText().optional(),
  /** One line composed from code, syscall, address and port; never a server's own words. */
  text: freeText(),
});
export type Failure = z.infer<typeof Failure>;
