/**
 * The tls phase: one handshake that accepts any certificate, so that it can be reported; then every store's verdict on the chain. Offers
 * `h2` and `http/1.1` as production clients do, because an inspector that drops `h2` is a separate fault.
 */

import type { X509Certificate } from 'node:crypto';
import { isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type ConnectionOptions,
  connect,
  createSecureContext,
  DEFAULT_CIPHERS,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocket,
} from 'node:tls';
import { isAccepted } from '../../knowledge/certificates/rules.ts';
import type { TrustStore } from '../../model/consumer.ts';
import type { Failure } from '../../model/failure.ts';
import type { ClientHello } from '../../model/probe-request.ts';
import { hostPort } from '../../model/target.ts';
import type { Verifier } from '../../model/verifier.ts';
import { alertFault } from '../classify/tls-faults.ts';
import { classify, fail } from '../classify.ts';
import { keepFirstFault } from '../connection/first-fault.ts';
import { onAbort, settle } from '../deadline.ts';
import type { ProgramLists } from '../machine/trust/program-trust.ts';
import type { Measurement } from '../measurement.ts';
import { certificateFacts } from './certificate-facts.ts';
import { isCertificateRequested } from './client-certificate.ts';
import { stapledStatus } from './ocsp.ts';
import type { Stores } from './stores.ts';
import { CLOSE_NOTIFY, mayBeAlert, type PeerAddress, peerAddressOf, readAlert } from './unknown-alert.ts';
import { type ChainJudgement, judgeChain } from './verify.ts';

const MAX_CHAIN_LENGTH = 10;
const PROGRAMS_MS = 5000;
const REVOKED: ChainJudgement['failure'] = { kind: 'tls.revoked', code: 'CERT_REVOKED' };
const NOTHING: Stores = { public: null, system: null, extra: null, own: null, named: null };

/**
 * The offer of each kind of ClientHello. The usual one has a post-quantum share and exceeds one packet; with X25519 only it does not. Both
 * require OpenSSL's security level 2, the default of Node 24 but not of Node 22. TLS 1.0 and 1.1 are now refused everywhere, with an alert
 * of seven bytes.
 */
const OFFERS = {
  usual: { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=2` },
  small: { ecdhCurve: 'X25519', ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=2` },
  outdated: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
} as const satisfies Record<ClientHello | 'usual', SecureContextOptions>;

/** One context per kind of handshake, without roots: we verify chains ourselves, and loading 150 roots each time is expensive. */
const contexts = new Map<keyof typeof OFFERS, SecureContext>();

function contextFor(kind: keyof typeof OFFERS): SecureContext {
  const context = contexts.get(kind) ?? createSecureContext({ ca: [], ...OFFERS[kind] });
  contexts.set(kind, context);
  return context;
}

export interface TlsRequest {
  host: string;
  port: number;
  /** The name in the ClientHello; an address is never sent (RFC 6066). */
  serverName: string;
  alpn: readonly string[];
  trust: readonly TrustStore[];
  /** The verification rules of a library; absent: those of OpenSSL. */
  verifier?: Verifier | undefined;
  clientHello?: ClientHello | undefined;
  /** Set if the chain is to be checked against the trust list of every program. */
  programs?: ProgramLists['ask'] | undefined;
  /** Set if the consumer has its own trust list. */
  own?: (() => ReturnType<ProgramLists['storeOf']>) | undefined;
}

/** `socket` is set if the handshake completed, trusted or not. */
export interface TlsResult {
  socket: TLSSocket | null;
  failure: Failure | null;
}

export async function openTls(
  measurement: Measurement,
  stores: () => Promise<Stores>,
  below: Duplex,
  request: TlsRequest,
  at: { hop: number; peer: 'target' | 'proxy' },
): Promise<TlsResult> {
  const where = hostPort(request.host, request.port);
  const serverName = isIP(request.serverName) === 0 ? request.serverName : null;
  const end = measurement.begin(at.hop, at.peer);
  const peer = peerAddressOf(below);
  const hello = helloOf(request, serverName);
  const receivedBytes = () => (below instanceof Socket ? below.bytesRead : 0);
  const before = receivedBytes();
  const settled = await settle(
    measurement.stageMs,
    measurement.signal,
    async (signal) => {
      const shaken = await shakeHands(below, hello, signal);
      measurement.own(shaken.socket);
      return shaken;
    },
    // Over a slow line a certificate chain takes longer to arrive than the timeout without data.
    receivedBytes,
  );
  const common = { name: 'tls' as const, 'server.address': request.host, serverName };
  const asked = settled.how === 'done' && settled.value.certificateRequested ? { certificateRequested: true } : {};
  if (settled.how !== 'done' || settled.value.fault !== null) {
    const times = end(false);
    const failure =
      settled.how === 'late'
        ? fail('tls.timeout', where)
        : settled.how === 'failed'
          ? classify('tls', settled.error, where)
          : await faultOf(measurement, settled.value, below, { peer, hello, where });
    const nothing = { 'tls.protocol.version': null, 'tls.cipher': null, 'tls.next_protocol': null, chain: [], trust: null };
    measurement.phases.push({ ...common, ...times, ...nothing, ...asked, handshakeCompleted: false, nameMatches: null, validNow: null });
    return { socket: null, failure };
  }
  const { socket, response } = settled.value;
  end(true);
  const received = receivedBytes() - before;
  const chain = presentedChain(socket);
  const known = knownStores(measurement, stores);
  const [judgement, programs] = await Promise.all([
    judge(measurement, known, chain, request),
    request.programs === undefined ? null : said(measurement, request.programs, chain),
  ]);
  const stapled = response === null ? null : stapledStatus(response, chain[0], issuersOf(chain, await known));
  const revoked = stapled?.status === 'revoked' ? REVOKED : null;
  const isPublic = judgement.trust.public === 'trusted';
  const failure = judgement.failure ?? (isAccepted('revoked-by-staple', request.verifier ?? 'openssl', isPublic) ? null : revoked);
  const tolerated = judgement.tolerated ?? (failure === null ? revoked : null);
  measurement.record({
    ...common,
    ...end(failure === null),
    'tls.protocol.version': socket.getProtocol()?.replace(/^TLSv/, '') ?? null,
    'tls.cipher': socket.getCipher()?.standardName ?? null,
    'tls.next_protocol': typeof socket.alpnProtocol === 'string' ? socket.alpnProtocol : null,
    handshakeCompleted: true,
    receivedBytes: received,
    chain: chain.map((certificate, index) => certificateFacts(certificate, index === 0)),
    trust: judgement.trust,
    nameMatches: judgement.nameMatches,
    validNow: judgement.validNow,
    ...asked,
    ...(tolerated === null ? {} : { tolerated }),
    ...(judgement.flaws === null ? {} : { flaws: judgement.flaws }),
    ...(stapled === null ? {} : { stapled }),
    ...(programs === null ? {} : { programs }),
  });
  return { socket, failure: failure === null ? null : fail(failure.kind, where, { code: failure.code }) };
}

function helloOf(request: TlsRequest, serverName: string | null): ConnectionOptions {
  return {
    secureContext: contextFor(request.clientHello ?? 'usual'),
    rejectUnauthorized: false,
    // Requests the CA's OCSP response with the certificate, as browsers do.
    requestOCSP: true,
    ALPNProtocols: [...request.alpn],
    ...(serverName === null ? {} : { servername: serverName }),
  };
}

/** The end of a handshake. `fault` is Node's error; null if it completed. */
interface Shaken {
  socket: TLSSocket;
  fault: unknown;
  certificateRequested: boolean;
  /** The stapled OCSP response, unparsed. */
  response: Buffer | null;
}

function shakeHands(below: Duplex, hello: ConnectionOptions, signal: AbortSignal): Promise<Shaken> {
  const socket = connect({ ...hello, socket: below });
  keepFirstFault(socket);
  let response: Buffer | null = null;
  socket.once('OCSPResponse', (answer: Buffer | null) => {
    response = answer;
  });
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => {
      socket.destroy();
      reject(new Error('the caller has given up'));
    });
    const ended = (fault: unknown) => {
      stopListening();
      resolve({ socket, fault, certificateRequested: isCertificateRequested(socket), response });
    };
    socket.on('error', ended);
    socket.once('secureConnect', () => ended(null));
  });
}

/** For an alert unknown to OpenSSL, Node only reports the end of the connection. */
async function faultOf(
  measurement: Measurement,
  { fault, certificateRequested: asked }: Shaken,
  below: Duplex,
  { peer, hello, where }: { peer: PeerAddress | null; hello: ConnectionOptions; where: string },
): Promise<Failure> {
  const failure = classify('tls', fault, where, asked);
  if (failure.kind !== 'tls.closed' || peer === null || !mayBeAlert(below)) return failure;
  const read = await settle(measurement.stageMs, measurement.signal, (signal) => readAlert(peer, hello, signal));
  const alert = read.how === 'done' ? read.value : null;
  if (alert === null || alert === CLOSE_NOTIFY) return failure;
  const { kind, code } = alertFault(alert, false);
  return fail(kind, where, { code });
}

/** Files on a network share may hang. Then the programs' results are unknown, and the server's are kept. */
async function said(measurement: Measurement, programs: ProgramLists['ask'], chain: readonly X509Certificate[]) {
  const settled = await settle(PROGRAMS_MS, measurement.signal, () => programs(chain));
  return settled.how === 'done' ? settled.value : null;
}

/** A wait for the system's store proves nothing about the server, so the wait has its own deadline. */
async function knownStores(measurement: Measurement, stores: () => Promise<Stores>): Promise<Stores> {
  const settled = await settle(15_000, measurement.signal, stores);
  return settled.how === 'done' ? settled.value : NOTHING;
}

async function judge(
  measurement: Measurement,
  stores: Promise<Stores>,
  chain: readonly X509Certificate[],
  request: TlsRequest,
): Promise<ChainJudgement> {
  const known = await stores;
  const ask = (all: Stores) => judgeChain(chain, request.serverName, all, request.trust, request.verifier);
  const judgement = await ask(known);
  if (request.own === undefined || judgement.failure === null || judgement.failure.kind === 'tls.name-mismatch') return judgement;
  const own = await settle(PROGRAMS_MS, measurement.signal, request.own);
  return own.how === 'done' ? ask({ ...known, own: own.value }) : judgement;
}

/** Certificates that may have signed the leaf: from the chain and the stores. */
function issuersOf([leaf, ...above]: readonly X509Certificate[], stores: Stores): X509Certificate[] {
  if (leaf === undefined) return [];
  return [...above, ...Object.values(stores).flatMap((store) => store?.issuersOf(leaf) ?? [])];
}

function presentedChain(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: X509Certificate | undefined = socket.getPeerX509Certificate();
  while (next !== undefined && chain.length < MAX_CHAIN_LENGTH) {
    chain.push(next);
    next = next.issuerCertificate ?? undefined;
  }
  return chain;
}
