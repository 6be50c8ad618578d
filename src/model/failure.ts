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
  'tls.alert',
  /** The alert certificate_required (RFC 8446 §6.2). Under TLS 1.3 it comes after the handshake has succeeded for the client. */
  'tls.client-certificate',
  'tls.expired',
  'tls.not-yet-valid',
  'tls.name-mismatch',
  'tls.self-signed',
  'tls.unknown-issuer',
  'tls.bad-certificate',
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

export const Failure = z.strictObject({
  kind: FailureKind,
  /** Native code, for instance `ECONNREFUSED`; only ever an identifier-like token. */
  code: publicText().optional(),
  syscall: publicText().optional(),
  /** One line composed from code, syscall, address and port; never a server's own words. */
  text: freeText(),
});
export type Failure = z.infer<typeof Failure>;
