/** Runs the plan against answers given by the test, until it has no more requests. */
import { assembleRequirements } from '../../catalog/index.ts';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import { addressFamily } from '../../model/address.ts';
import { createObservation } from '../../model/blank-observation.ts';
import type { Failure } from '../../model/failure.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { Observation } from '../../model/observation.ts';
import type { HttpAnswer, Phase } from '../../model/phase.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { DEFAULT_LIMITS, EMPTY_PROFILE, type Profile } from '../../model/profile.ts';
import type { ProxyScriptFacts, ScriptEntry } from '../../model/proxy-script.ts';
import type { Session } from '../../model/session.ts';
import { targetHost, targetPort } from '../../model/target.ts';
import { HEALTHY_HOST } from '../../model/testing/healthy-host.ts';
import { nextRequests } from '../index.ts';

export const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** The failure of a request; null for an answer. */
export type Outcome = Failure['kind'] | null;

export interface Story {
  profile?: Partial<Profile>;
  facts?: Partial<HostFacts>;
  /** Requested requirements; all by default. */
  asked?: (id: string) => boolean;
  answer?: (request: ProbeRequest) => Outcome;
  /** The redirect target of an answer that was read although the certificate was not verified. */
  unverified?: (request: ProbeRequest) => HttpAnswer['redirect'];
  /** The CA that a device uses for a host; null if no device intercepts. */
  signer?: (host: string) => string | null;
  /** The duration of a connection and of its handshake; recorded if given. */
  roundTripMs?: number;
  /** AAAA records in addition to the A record. */
  aaaa?: boolean;
  /** What a proxy script returns for a host; null for nothing. */
  script?: (host: string) => ScriptEntry[] | null;
  /** Values learned from the services. */
  extracted?: boolean;
}

export const STANDARD: Partial<Profile> = {
  runner: 'standard',
  regions: ['us-east-1'],
  account: '123456789012',
  ide: ['vscode', 'jetbrains'],
};

export function behindProxy(noProxy = ''): Partial<HostFacts> {
  const proxies = (['HTTP_PROXY', 'HTTPS_PROXY'] as const).map((name) => parseProxyVariable(name, 'http://proxy.corp.example:3128'));
  return { proxies, noProxy: [parseNoProxy('NO_PROXY', noProxy)] };
}

/** Every request in the order of the plan. */
export function run(story: Story): ProbeRequest[] {
  return [...measuredSession(story).requests];
}

/** The session after the plan has no more requests. */
export function measuredSession(story: Story): Session {
  const profile = { ...EMPTY_PROFILE, ...STANDARD, ...story.profile };
  const requirements = assembleRequirements(profile, null);
  const asked = new Set(requirements.map(({ id }) => id).filter(story.asked ?? (() => true)));
  const requests: ProbeRequest[] = [];
  const observations: Observation[] = [];
  for (let round = 0; round < 20; round += 1) {
    const so = sessionOf(profile, requirements, asked, requests, observations);
    const next = nextRequests(so);
    if (next.length === 0) return so;
    for (const request of next) {
      requests.push(request);
      observations.push(answerTo(request, `o${requests.length}`, story));
    }
  }
  throw new Error('the plan does not come to an end');
}

/**
 * Keys of requests in plan order while `pick` chooses which waiting request is answered next. At most `width` run at once, as in a sweep,
 * so planned requests may still wait.
 */
export function planned(
  profile: Profile,
  answer: (request: ProbeRequest, id: string) => Observation,
  pick: (running: readonly ProbeRequest[]) => number,
  width = Number.POSITIVE_INFINITY,
): string[] {
  const requirements = assembleRequirements(profile, null);
  const asked = new Set(requirements.map(({ id }) => id));
  const ids = new Map<string, number>();
  const started: ProbeRequest[] = [];
  const observed: Observation[] = [];
  const waiting: ProbeRequest[] = [];
  const running: ProbeRequest[] = [];
  for (;;) {
    for (const request of nextRequests(sessionOf(profile, requirements, asked, started, observed))) {
      if (ids.has(request.key)) continue;
      ids.set(request.key, ids.size + 1);
      waiting.push(request);
    }
    const starting = waiting.splice(0, width - running.length);
    started.push(...starting);
    running.push(...starting);
    const [next] = running.splice(pick(running), 1);
    if (next === undefined) return [...ids.keys()];
    observed.push(answer(next, `o${ids.get(next.key)}`));
    // As in a session: ordered by number, not by end.
    observed.sort((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
  }
}

export function sessionOf(
  profile: Profile,
  requirements: Session['requirements'],
  asked: ReadonlySet<string>,
  requests: readonly ProbeRequest[],
  observations: readonly Observation[],
): Session {
  return {
    tool: { name: 'gitpod-doctor', version: '0' },
    startedAt: '2026-11-23T00:00:00Z',
    durationMs: 0,
    catalog: { version: '', source: '', sha256: '', overlay: null },
    limits: DEFAULT_LIMITS,
    demo: null,
    baseline: null,
    profile,
    requirements,
    observations,
    requests,
    asked,
    notStarted: new Map(),
    path: [],
    watches: [],
    faults: [],
  };
}

export function answerTo(request: ProbeRequest, id: string, story: Story): Observation {
  const signer = request.probe === 'https' ? (story.signer?.(targetHost(request.target) ?? '') ?? null) : null;
  const said = story.answer?.(request) ?? (signer === null ? null : 'tls.unknown-issuer');
  const kind = request.probe === 'host' ? null : said;
  const failure = kind === null ? null : { kind, text: kind };
  const blank = createObservation(request, { id, startedAt: '2026-11-23T00:00:00Z', startMs: 0 });
  const base = { durationMs: 1, failure };
  switch (blank.probe) {
    case 'host':
      return { ...blank, ...base, facts: { ...HEALTHY_HOST, ...story.facts } };
    case 'proxy-script':
      return { ...blank, ...base, script: scriptFacts(request, story) };
    case 'dns': {
      const six = { address: '2001:db8::1', family: 6 as const, via: 'system' as const };
      const addresses = [{ address: '203.0.113.9', family: 4 as const, via: 'system' as const }, ...(story.aaaa === true ? [six] : [])];
      return { ...blank, ...base, addresses: failure === null ? addresses : [] };
    }
    case 'https':
    case 'http':
    case 'tcp':
    case 'download':
      return { ...blank, ...base, phases: phasesOf(request, kind, story), unverifiedAnswer: unverifiedOf(request, story) };
    case 'metadata':
      return { ...blank, ...base, phases: phasesOf(request, kind, story) };
    default:
      return { ...blank, ...base };
  }
}

function scriptFacts({ script: asked }: ProbeRequest, { script }: Story): ProxyScriptFacts | null {
  if (script === undefined) return null;
  const answers = (asked?.urls ?? []).flatMap((url) => {
    const host = new URL(url).hostname;
    const entries = script(host);
    return entries === null ? [] : { url, host, entries, unusable: 0, failure: null };
  });
  const said = { bytes: 1, sha256: '0', contentType: null, encoding: 'utf-8' as const, bom: false, lines: 1 };
  return { ...said, answers, questions: [], questionsLeftOut: 0, asksOwnAddress: false, alerts: 0, ms: 1 };
}

function unverifiedOf(request: ProbeRequest, story: Story): HttpAnswer | null {
  const redirect = story.unverified?.(request) ?? null;
  return redirect === null ? null : { ...ANSWER, 'http.response.status_code': 302, redirect };
}

function phasesOf(request: ProbeRequest, kind: Outcome, story: Story): Phase[] {
  const host = targetHost(request.target) ?? '';
  const port = targetPort(request.target) ?? 443;
  const layer = kind?.split('.')[0];
  const base = { startMs: 0, durationMs: 1, hop: 0, peer: 'target' as const, 'server.address': host, 'server.port': port };
  if (layer === 'dns') return [];
  const connected = layer !== 'tcp';
  const address = addressFamily(host) === null ? '203.0.113.9' : host;
  const durationMs = story.roundTripMs ?? 1;
  const attempts = connected ? [{ address, family: 4 as const, durationMs, failure: null }] : [];
  const tcp: Phase = { name: 'tcp', ...base, ok: connected, 'network.peer.address': connected ? address : null, attempts };
  const signer = story.signer ?? (story.roundTripMs === undefined ? undefined : () => null);
  const tls = request.probe === 'https' && signer !== undefined ? [{ ...tlsPhase(host, signer(host)), durationMs }] : [];
  if (kind === 'tls.unknown-issuer') return [tcp, ...tls];
  if (kind !== null) return [tcp];
  const extract = story.extracted === true ? (request.proof?.extract ?? null) : null;
  const extracted = extract === null ? null : { kind: extract, value: extract === 'vscode-commit' ? COMMIT : '20260805.559' };
  const answer = { ...ANSWER, extracted };
  return [tcp, ...tls, { name: 'http', ...base, ok: true, 'http.request.method': request.method, 'url.path': '/', answer }];
}

/** A handshake whose certificate is signed by the host's CA, or by the CA of an intercepting device. */
function tlsPhase(host: string, signer: string | null): Phase {
  const issuer = { commonName: signer ?? 'Public CA', organization: null };
  const dates = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
  const leaf = { subject: { commonName: host, organization: null }, issuer, ...dates, sha256: 'ab', names: [host], selfSigned: false };
  return {
    name: 'tls',
    startMs: 0,
    durationMs: 1,
    ok: signer === null,
    hop: 0,
    peer: 'target',
    'server.address': host,
    serverName: host,
    'tls.protocol.version': '1.3',
    'tls.cipher': null,
    'tls.next_protocol': 'h2',
    handshakeCompleted: true,
    chain: [leaf],
    trust: { public: signer === null ? 'trusted' : 'untrusted', system: 'untrusted', extra: 'unknown' },
    nameMatches: true,
    validNow: true,
  };
}

const ANSWER: HttpAnswer = {
  'http.response.status_code': 200,
  contentType: null,
  announcedBytes: null,
  receivedBytes: 0,
  cutByLimit: false,
  products: [],
  headers: [],
  filterVendor: null,
  pageClass: 'none',
  clockSkewMs: null,
  redirect: null,
  extracted: null,
};
