/** The phases of one hop as the probes record them, up to the phase that fails. */
import type { Certificate } from '../../model/certificate.ts';
import { type Failure, type FailureKind, failureLayer } from '../../model/failure.ts';
import type { HttpAnswer, Phase, ResolvedAddress } from '../../model/phase.ts';
import { type ForwardProxy, hostPort, isSocks } from '../../model/target.ts';
import type { OutcomeFacts } from './outcome.ts';

export interface Hop {
  host: string;
  port: number;
  path: string;
  /** A request over TLS, a request over plain HTTP, or the connection only. */
  speaks: 'https' | 'http' | 'tcp' | 'download';
  proxy: ForwardProxy | null;
  hop: number;
  kind: FailureKind | null;
  facts: OutcomeFacts;
}

export function hopPhases(hop: Hop): Phase[] {
  const phases: Phase[] = [];
  const failsIn = hop.kind === null ? null : layerOf(hop.kind);
  const far = hop.proxy !== null && hop.facts.peer === 'proxy';
  const add = (phase: Phase): boolean => {
    phases.push(phase);
    return phase.ok;
  };
  const base = (name: string, peer: 'target' | 'proxy') => ({
    startMs: phases.length,
    durationMs: 1,
    hop: hop.hop,
    peer,
    ok: failsIn !== name,
  });
  const first = hop.proxy ?? hop;
  const peer = hop.proxy === null ? 'target' : 'proxy';
  const addresses = resolved(hop.proxy === null ? hop.facts.addresses : undefined, first.host);

  const dns = base('dns', peer);
  if (!add({ name: 'dns', ...dns, 'dns.question.name': first.host, addresses: dns.ok ? addresses : [] })) return phases;
  const tcp = { ...base('tcp', peer), durationMs: hop.facts.connectMs ?? 1 };
  const attempts = hop.facts.attempts ?? [
    {
      address: addresses[0]?.address ?? publicAddress(first.host),
      family: addresses[0]?.family ?? 4,
      durationMs: 1,
      failure: tcp.ok || hop.kind === null ? null : failure(hop.kind, hop.facts, hostPort(first.host, first.port)),
    },
  ];
  const accepted = attempts.find((attempt) => attempt.failure === null)?.address ?? null;
  const ends = { 'server.address': first.host, 'server.port': first.port, 'network.peer.address': tcp.ok ? accepted : null };
  if (!add({ name: 'tcp', ...tcp, ...ends, attempts: [...attempts] })) return phases;
  if (hop.proxy !== null) {
    if (far && failsIn === 'tls') {
      add(tlsPhase({ ...hop, host: hop.proxy.host }, { ...base('tls', 'proxy'), ok: false }));
      return phases;
    }
    const tunnel = { ...base('tunnel', 'proxy'), ok: failsIn !== 'tunnel' && failsIn !== 'socks' };
    const status = isSocks(hop.proxy) ? null : tunnel.ok ? 200 : (hop.facts.status ?? tunnelStatus(hop.kind));
    const tunnelFacts = { authenticate: [], products: [], credentialsSent: false, proxyError: null, ...hop.facts.tunnel };
    const answer = { 'server.address': hop.host, 'server.port': hop.port, 'http.response.status_code': status };
    if (!add({ name: 'tunnel', ...tunnel, ...answer, ...tunnelFacts })) return phases;
  }
  if (hop.speaks === 'tcp') return phases;
  if (hop.speaks !== 'http' && !add(tlsPhase(hop, base('tls', 'target')))) return phases;
  const http = base('http', 'target');
  const request = { 'server.address': hop.host, 'server.port': hop.port, 'http.request.method': 'GET', 'url.path': hop.path };
  const silent = hop.kind === 'http.timeout' || hop.kind === 'http.reset' || hop.kind === 'http.closed';
  const status = hop.facts.status ?? (hop.kind === 'http.status' ? 500 : 200);
  const answer =
    !http.ok && silent && hop.facts.answer === undefined ? null : httpAnswer({ 'http.response.status_code': status, ...hop.facts.answer });
  const { bytesPerSecond, silentMs } = hop.facts;
  const pace = { ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }), ...(silentMs === undefined ? {} : { silentMs }) };
  if (!add({ name: 'http', ...http, ...request, answer, ...pace })) return phases;
  if (hop.speaks !== 'download') return phases;
  add({
    name: 'checksum',
    ...base('checksum', 'target'),
    'server.address': hop.host,
    announcedBytes: 1000,
    receivedBytes: 1000,
    matches: failsIn !== 'checksum',
    fetches: 2,
    bytesPerSecond: 1_000_000,
    ...hop.facts.checksum,
  });
  return phases;
}

function layerOf(kind: FailureKind): string {
  return kind === 'http.checksum' ? 'checksum' : failureLayer(kind);
}

function tunnelStatus(kind: FailureKind | null): number | null {
  if (kind === 'tunnel.407') return 407;
  if (kind === 'tunnel.4xx') return 403;
  return kind === 'tunnel.5xx' ? 503 : null;
}

const ABOUT_CERTIFICATES: ReadonlySet<FailureKind | null> = new Set<FailureKind>([
  'tls.expired',
  'tls.not-yet-valid',
  'tls.name-mismatch',
  'tls.key-too-small',
  'tls.weak-signature',
  'tls.name-constraints',
  'tls.path-length',
  'tls.invalid-ca',
  'tls.invalid-purpose',
  'tls.common-name-only',
  'tls.revoked',
]);

function tlsPhase(hop: Hop, base: { startMs: number; durationMs: number; hop: number; peer: 'target' | 'proxy'; ok: boolean }): Phase {
  const untrusted = ['tls.unknown-issuer', 'tls.self-signed', 'tls.incomplete-chain'].includes(hop.kind ?? '');
  const certified = base.ok || untrusted || ABOUT_CERTIFICATES.has(hop.kind);
  const store = untrusted ? 'untrusted' : 'trusted';
  return {
    name: 'tls',
    ...base,
    'server.address': hop.host,
    serverName: hop.host,
    'tls.protocol.version': certified ? 'TLSv1.3' : null,
    'tls.cipher': certified ? 'TLS_AES_128_GCM_SHA256' : null,
    'tls.next_protocol': certified ? 'h2' : null,
    handshakeCompleted: certified,
    chain: certified ? [...(hop.facts.chain ?? [leaf(hop, untrusted)])] : [],
    trust: certified ? { public: store, system: store, extra: 'unknown', ...hop.facts.trust } : null,
    nameMatches: certified ? hop.kind !== 'tls.name-mismatch' : null,
    validNow: certified ? hop.kind !== 'tls.expired' && hop.kind !== 'tls.not-yet-valid' : null,
    ...hop.facts.tls,
  };
}

function leaf(hop: Hop, untrusted: boolean): Certificate {
  const issuer = hop.facts.issuer ?? (untrusted ? 'Example Corp Inspection CA' : 'Amazon RSA 2048 M03');
  const other = hop.kind === 'tls.name-mismatch' ? 'other.example' : hop.host;
  const self = hop.kind === 'tls.self-signed';
  return {
    subject: { commonName: other, organization: null },
    issuer: { commonName: self ? other : issuer, organization: null },
    notBefore: '2026-01-01T00:00:00Z',
    notAfter: hop.kind === 'tls.expired' ? '2026-02-01T00:00:00Z' : '2027-06-01T00:00:00Z',
    sha256: 'ab'.repeat(32),
    names: [other],
    selfSigned: self,
  };
}

export function httpAnswer(facts: Partial<HttpAnswer>): HttpAnswer {
  return {
    'http.response.status_code': 200,
    contentType: 'text/html',
    announcedBytes: null,
    receivedBytes: 100,
    cutByLimit: false,
    products: [],
    headers: [],
    filterVendor: null,
    pageClass: 'none',
    clockSkewMs: 0,
    redirect: null,
    extracted: null,
    ...facts,
  };
}

export function failure(kind: FailureKind, facts: OutcomeFacts, aim: string): Failure {
  const native = {
    ...(facts.code === undefined ? {} : { code: facts.code }),
    ...(facts.syscall === undefined ? {} : { syscall: facts.syscall }),
  };
  return { kind, ...native, text: `${kind} ${aim}` };
}

const isAddress = (host: string) => /^[\d.]+$/.test(host) || host.includes(':');

export function resolved(given: readonly string[] | undefined, host: string): ResolvedAddress[] {
  const addresses = given ?? [isAddress(host) ? host : publicAddress(host)];
  const via = isAddress(host) ? 'literal' : 'system';
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4, via }));
}

/** One stable public address per name. */
export function publicAddress(host: string): string {
  let sum = 7;
  for (const letter of host) sum = (sum * 31 + letter.charCodeAt(0)) % 65_536;
  return `52.20.${sum >> 8}.${sum & 255}`;
}
