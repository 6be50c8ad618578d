/**
 * Phases of a measurement: dns → tcp → (tunnel) → tls → http or aws, or udp. Each is a set of facts under OpenTelemetry names where they
 * exist. In an observation only the last phase can fail.
 */
import * as z from 'zod';
import { AwsPhase } from './aws/phase.ts';
import { Certificate, Trust } from './certificate.ts';
import { Failure, FailureKind } from './failure.ts';
import { phaseBase } from './phase-base.ts';
import { hostName, ipAddress, plainUrl, publicText } from './privacy.ts';
import { ProgramTrust } from './program-trust.ts';
import { Extraction } from './requirement.ts';
import { BannerPhase, KexPhase, ProxyCommandPhase, SshConfigPhase, SshSessionPhase } from './ssh/phases.ts';
import { CERTIFICATE_FLAWS } from './verifier.ts';

const base = phaseBase;

const Port = z.int().min(1).max(65535);
const Family = z.union([z.literal(4), z.literal(6)]);

/** One address of a name, and its source: the system lookup, a resolver, or a literal address. */
export const ResolvedAddress = z.strictObject({ address: ipAddress(), family: Family, via: z.enum(['system', 'resolver', 'literal']) });
export type ResolvedAddress = z.infer<typeof ResolvedAddress>;

export const DnsPhase = z.strictObject({
  name: z.literal('dns'),
  ...base,
  'dns.question.name': hostName(),
  addresses: z.array(ResolvedAddress),
});

/** One attempt to connect to an address. */
export const Attempt = z.strictObject({ address: ipAddress(), family: Family, durationMs: z.number().min(0), failure: Failure.nullable() });
export type Attempt = z.infer<typeof Attempt>;

export const TcpPhase = z.strictObject({
  name: z.literal('tcp'),
  ...base,
  'server.address': hostName(),
  'server.port': Port,
  /** The address that accepted; null if none did. */
  'network.peer.address': ipAddress().nullable(),
  attempts: z.array(Attempt),
  /** Attempts that were still running when another address accepted, and the duration of each. Absent: none. */
  overtaken: z.array(Attempt.omit({ failure: true })).optional(),
});

/** The answer of a proxy to CONNECT. Header values are reduced to schemes and product names. */
export const TunnelPhase = z.strictObject({
  name: z.literal('tunnel'),
  ...base,
  'server.address': hostName(),
  'server.port': Port,
  'http.response.status_code': z.int().nullable(),
  /** Schemes offered in Proxy-Authenticate, in their registered spelling (RFC 9110): `Basic`, `Negotiate`, `NTLM`. */
  authenticate: z.array(publicText()),
  /** Known product names of Server, Via and Proxy-Agent. */
  products: z.array(publicText()),
  /** A Proxy-Authorization header was sent. */
  credentialsSent: z.boolean(),
  /** The `X-Squid-Error` code, or the exception of a ProxySG: a token of letters, digits and underscores. */
  proxyError: publicText().nullable(),
  /** Through a SOCKS proxy, which sends no status. `method` (RFC 1928 §3) and `reply` (§6) are null if not received. */
  socks: z
    .strictObject({
      version: z.union([z.literal(4), z.literal(5)]),
      lookup: z.enum(['client', 'proxy']),
      method: z.int().min(0).max(255).nullable(),
      reply: z.int().min(0).max(255).nullable(),
    })
    .optional(),
});
export type SocksFacts = NonNullable<z.infer<typeof TunnelPhase>['socks']>;

/** Whether the proxy answered the request for a tunnel, even with a refusal. */
export function hasProxyAnswered(phase: z.infer<typeof TunnelPhase>): boolean {
  return phase['http.response.status_code'] !== null || (phase.socks?.reply ?? null) !== null;
}

export const TlsPhase = z.strictObject({
  name: z.literal('tls'),
  ...base,
  'server.address': hostName(),
  /** Name sent in the ClientHello. */
  serverName: hostName().nullable(),
  'tls.protocol.version': publicText().nullable(),
  'tls.cipher': publicText().nullable(),
  /** ALPN: `h2`, `http/1.1`, or null if none was chosen. */
  'tls.next_protocol': publicText().nullable(),
  /** Whether the handshake completed. Only this shows that the ClientHello arrived, because sent bytes are not counted. */
  handshakeCompleted: z.boolean(),
  /** Bytes received before the failure; absent if not counted. */
  receivedBytes: z.int().min(0).optional(),
  chain: z.array(Certificate),
  trust: Trust.nullable(),
  nameMatches: z.boolean().nullable(),
  validNow: z.boolean().nullable(),
  /** The server requested a client certificate (CertificateRequest); absent: it did not, or that was not observed. */
  certificateRequested: z.boolean().optional(),
  /**
   * A chain error that OpenSSL reports and the requirement's program accepts (knowledge/certificates/rules.ts). Absent: none, or not
   * checked.
   */
  tolerated: z.strictObject({ kind: FailureKind, code: publicText().optional() }).optional(),
  /** The chain's flaws that programs judge differently; empty if every program agrees with OpenSSL. Absent: not checked. */
  flaws: z.array(z.enum(CERTIFICATE_FLAWS)).optional(),
  /** The certificate's status in the stapled OCSP response (RFC 6066 §8). Absent: nothing stapled. */
  stapled: z
    .strictObject({
      status: z.enum(['good', 'revoked', 'unknown']),
      revokedAt: publicText().nullable(),
      /** Why the response proves nothing (RFC 6960 §3.2); its status is then `unknown`. Absent: it is usable, or the session is older. */
      unusable: z.enum(['malformed', 'issuer-unknown', 'other-certificate', 'algorithm', 'signature', 'outdated']).optional(),
    })
    .optional(),
  /** The result of every program's trust list on this machine, present only if a control requested it. */
  programs: z.array(ProgramTrust).optional(),
});

/** Facts about an HTTP response. Its body is never kept. */
export const HttpAnswer = z.strictObject({
  'http.response.status_code': z.int(),
  contentType: publicText().nullable(),
  /** Content-Length, and the bytes that were read. */
  announcedBytes: z.int().min(0).nullable(),
  receivedBytes: z.int().min(0),
  /** True if reading stopped at this tool's limit. */
  cutByLimit: z.boolean(),
  /** Known product names of headers such as Server, Via and X-Powered-By. */
  products: z.array(publicText()),
  /** Names (lower case) of headers of interest that were present. */
  headers: z.array(publicText()),
  /** Vendor of a web filter, recognised by headers or body; null if none. */
  filterVendor: publicText().nullable(),
  /** The class of a page, by its title and text. */
  pageClass: z.enum(['none', 'block-page', 'login', 'error', 'challenge', 'other']),
  /** The Date header minus this machine's clock, in milliseconds; null if the header is missing. */
  clockSkewMs: z.number().nullable(),
  /** The target of a redirect, without its query; null if the answer is not a redirect. */
  redirect: z.strictObject({ scheme: z.enum(['http', 'https']), host: hostName(), port: Port }).nullable(),
  extracted: z.strictObject({ kind: Extraction, value: publicText() }).nullable(),
  /** The vendor of a challenge page (`AWS WAF`), recognised by headers or body; `unknown`: not recognised. Absent: no challenge. */
  challengedBy: publicText().optional(),
  /** The login page to which a page redirects a browser: by its refresh, or by the only link of a 511 (RFC 6585 §6). Absent: none. */
  leadsTo: z.strictObject({ scheme: z.enum(['http', 'https']), host: hostName(), port: Port }).optional(),
  /** The host of the blocking party, from the link of a 451 (RFC 7725 §4). Absent: the link is missing. */
  blockedBy: hostName().optional(),
  /** Retry-After in seconds (RFC 9110 §10.2.3). */
  retryAfterSeconds: z.number().min(0).optional(),
});
export type HttpAnswer = z.infer<typeof HttpAnswer>;

export const HttpPhase = z.strictObject({
  name: z.literal('http'),
  ...base,
  'server.address': hostName(),
  'server.port': Port,
  'http.request.method': publicText(),
  'url.path': plainUrl(),
  answer: HttpAnswer.nullable(),
  /** The speed of the body from the response headers to the end of reading. It is measured on request, or if the body took long. */
  bytesPerSecond: z.number().nullable().optional(),
  /** Time since the last byte when the probe stopped waiting for the body. Absent: the probe did not stop waiting. */
  silentMs: z.number().min(0).optional(),
});

export const ChecksumPhase = z.strictObject({
  name: z.literal('checksum'),
  ...base,
  'server.address': hostName(),
  announcedBytes: z.int().min(0).nullable(),
  receivedBytes: z.int().min(0),
  matches: z.boolean().nullable(),
  /** Number of times the file and digest were fetched. */
  fetches: z.int().min(1),
  bytesPerSecond: z.number().nullable(),
});

export const UdpPhase = z.strictObject({
  name: z.literal('udp'),
  ...base,
  'network.peer.address': ipAddress(),
  'network.peer.port': Port,
  datagramsSent: z.int().min(0),
  /** A reply of the right length and type that echoes our index: a Nebula node on an open route. */
  answered: z.boolean(),
});

/** Loading a proxy script and calling it. */
export const ScriptPhase = z.strictObject({ name: z.literal('script'), ...base });

export const Phase = z.discriminatedUnion('name', [
  DnsPhase,
  TcpPhase,
  TunnelPhase,
  TlsPhase,
  HttpPhase,
  ChecksumPhase,
  UdpPhase,
  AwsPhase,
  SshConfigPhase,
  BannerPhase,
  KexPhase,
  ProxyCommandPhase,
  SshSessionPhase,
  ScriptPhase,
]);
export type Phase = z.infer<typeof Phase>;
export type PhaseName = Phase['name'];
export type PhaseOf<N extends PhaseName> = Extract<Phase, { name: N }>;
