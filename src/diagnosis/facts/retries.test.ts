/** If this fails, one lost packet is reported to the network team as a filter, and a row that works counts as blocked. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { rootsOf, verdictOf } from '../testing/told.ts';

const MARKET = 'marketplace.visualstudio.com';
const OTHER = 'download.jetbrains.com';
const silent = fails('tls.timeout');

const SILENT: FailureKind[] = ['dns.timeout', 'dns.unavailable', 'tcp.timeout', 'tls.timeout', 'http.timeout'];
const CUT: FailureKind[] = ['dns.servfail', 'tcp.reset', 'tls.reset', 'tls.closed', 'http.reset', 'http.closed', 'http.truncated'];

test('a download that was cut off twice is reported, although the retry of another requirement passed', () => {
  const twice = fails('http.checksum', { checksum: { fetches: 2, announcedBytes: 1000, receivedBytes: 300, matches: null } });
  const built = session()
    .download('https://releases.gitpod.io/file', twice)
    .https(MARKET, fails('http.reset'))
    .control('repeat', MARKET, passes())
    .build();
  const observations = built.observations.map((one) =>
    one.probe === 'download' && one.failure !== null ? { ...one, failure: { ...one.failure, kind: 'http.truncated' as const } } : one,
  );
  expect(rootsOf({ ...built, observations })).toContain('download-cut-short');
});

describe('a proxy that leaves a request unanswered and demands a login when it is retried', () => {
  const login = fails('tunnel.407', { tunnel: { authenticate: ['Basic'], credentialsSent: false } });
  const built = session()
    .proxy('http://proxy.corp.example:3128')
    .https('app.gitpod.io', login)
    .https(MARKET, fails('tunnel.timeout'))
    .control('repeat', MARKET, login)
    .build();

  test('is reported as demanding a login, and the requirement is unmet', () => {
    expect(rootsOf(built)).toEqual(['proxy-requires-login']);
    expect(verdictOf(built, MARKET)).toBe('unmet');
  });

  test('has no second finding for the unanswered request', () => {
    expect(diagnose(built).findings).toHaveLength(1);
  });
});

describe('a requirement that fails once and is retried', () => {
  test.each(SILENT)('is met if it passes after %s, and packet loss is reported as possible', (kind) => {
    const built = session().https(MARKET, fails(kind)).control('repeat', MARKET, passes()).build();
    expect(verdictOf(built, MARKET)).toBe('met');
    expect(diagnose(built).findings).toMatchObject([
      { name: 'packet-loss', severity: 'advice', confidence: 'possible', observations: ['o1'] },
    ]);
  });

  test.each(SILENT)('is met if it passes after %s at the target of its redirect', (kind) => {
    const built = session()
      .https(MARKET, fails(kind, { redirectsTo: 'cdn.example.com' }))
      .control('repeat', MARKET, passes())
      .build();
    expect(verdictOf(built, MARKET)).toBe('met');
    expect(rootsOf(built)).toEqual(['packet-loss']);
  });

  test.each(CUT)('is met without a finding if it passes after %s, which packet loss does not explain', (kind) => {
    const built = session().https(MARKET, fails(kind)).control('repeat', MARKET, passes()).build();
    expect(verdictOf(built, MARKET)).toBe('met');
    expect(diagnose(built).findings).toEqual([]);
  });

  test('is met without a finding if the resolver answered SERVFAIL only to the first lookup', () => {
    const built = session()
      .https(MARKET, fails('dns.unavailable'))
      .dns(MARKET, 'dns.unavailable', 'dns.servfail')
      .control('repeat', MARKET, passes())
      .dns(MARKET, undefined, undefined, { role: 'control', purpose: 'repeat' })
      .build();
    expect(verdictOf(built, MARKET)).toBe('met');
    expect(diagnose(built).findings).toEqual([]);
  });

  test.each([
    ['tunnel.timeout', ['packet-loss']],
    ['tunnel.closed', []],
    ['tunnel.reset', []],
  ] as const)('is met if it passes through the proxy after one %s, with the root causes %j', (kind, roots) => {
    const built = session().proxy('http://proxy.corp.example:3128').https(MARKET, fails(kind)).control('repeat', MARKET, passes()).build();
    expect(verdictOf(built, MARKET)).toBe('met');
    expect(rootsOf(built)).toEqual([...roots]);
  });

  test('is unmet because of the failure of its retry if the retry got further', () => {
    const built = session()
      .https(MARKET, fails('dns.timeout'))
      .dns(MARKET, 'dns.timeout', 'dns.timeout')
      .control('repeat', MARKET, fails('tls.expired'))
      .dns(MARKET, undefined, undefined, { role: 'control', purpose: 'repeat' })
      .build();
    expect(verdictOf(built, MARKET)).toBe('unmet');
    expect(rootsOf(built).sort()).toEqual(['certificate-expired', 'packet-loss']);
  });
});

test('a resolver that answers the retried lookup is not reported as silent', () => {
  const built = session()
    .https('app.gitpod.io')
    .dns('app.gitpod.io')
    .https(MARKET, fails('dns.timeout'))
    .dns(MARKET, 'dns.timeout', 'dns.timeout')
    .control('repeat', MARKET, passes())
    .dns(MARKET, undefined, undefined, { role: 'control', purpose: 'repeat' })
    .build();
  expect(rootsOf(built)).toEqual(['packet-loss']);
});

test('one SERVFAIL that does not recur does not explain the expired certificate of another host', () => {
  const built = session()
    .https(MARKET, fails('dns.servfail'))
    .control('repeat', MARKET, passes())
    .https(OTHER, fails('tls.expired'))
    .build();
  expect(rootsOf(built)).toContain('certificate-expired');
});

test('a requirement that fails again on retry has the cause that its controls show', () => {
  const built = session()
    .https(MARKET, silent)
    .control('neutral-name', MARKET, silent)
    .control('repeat', MARKET, silent)
    .control('small-hello', MARKET, passes())
    .build();
  expect(rootsOf(built)).toEqual(['large-hello-dropped']);
});

test('a retry that passes over another route does not make the requirement met', () => {
  const built = session()
    .proxy('http://proxy.corp.example:3128')
    .https(MARKET, silent)
    .direct()
    .control('repeat', MARKET, passes())
    .build();
  expect(verdictOf(built, MARKET)).toBe('unmet');
});

test('a failure whose retry fails in an earlier phase stays unexplained', () => {
  const built = session()
    .https('app.gitpod.io')
    .https(MARKET, silent)
    .control('neutral-name', MARKET, passes())
    .control('repeat', MARKET, fails('tcp.timeout'))
    .build();
  expect(rootsOf(built)).toEqual(['unexplained-failure']);
  expect(diagnose(built).findings[0]?.title).toContain('at an earlier step');
});

describe('an explicit failure whose retry times out', () => {
  const told = (kind: FailureKind, retry: FailureKind) =>
    session().https('app.gitpod.io').https(MARKET, fails(kind)).control('repeat', MARKET, fails(retry)).build();

  test.each(['tls.reset', 'tls.closed', 'tcp.reset', 'http.reset'] as const)('keeps its cause, but not as certain: %s', (kind) => {
    const [plain] = diagnose(told(kind, kind)).findings;
    const unsteady = diagnose(told(kind, 'dns.timeout')).findings;
    expect(plain?.name).not.toBe('unexplained-failure');
    expect(unsteady.map(({ name }) => name)).toEqual([plain?.name]);
    expect(unsteady[0]?.confidence).not.toBe('certain');
    expect(unsteady[0]?.evidence.join()).toContain('at an earlier step');
  });
});

test('no filter is reported for a requirement that was not retried if the retry of another requirement passed', () => {
  const stalled = () =>
    session()
      .https(MARKET, silent)
      .https(OTHER, silent)
      .https('app.gitpod.io')
      .control('neutral-name', MARKET, passes())
      .control('neutral-name', OTHER, passes());
  const built = stalled().control('repeat', MARKET, passes()).build();
  expect(rootsOf(built)).toEqual(['packet-loss']);
  expect(verdictOf(built, OTHER)).toBe('unmet');
  // A row that stalls again is a fault, and then the others may be too.
  expect(rootsOf(stalled().control('repeat', MARKET, silent).build())).toEqual(['name-filtered-in-tls']);
});

test('slow handshakes through the proxy do not make a timeout on the direct route inconclusive', () => {
  const late = passes({ tunnel: { durationMs: 900 }, tls: { durationMs: 900 } });
  const built = session()
    .proxy('http://proxy.corp.example:3128')
    .https('app.gitpod.io', late)
    .https('ghcr.io', late)
    .direct()
    .https('mcr.microsoft.com')
    .https(MARKET, silent)
    .build();
  expect(verdictOf(built, MARKET)).toBe('unmet');
});

describe('a timeout on a link that the sweep slows down', () => {
  const late = passes({ attempts: [{ address: '203.0.113.9', family: 4, durationMs: 300, failure: null }], tls: { durationMs: 900 } });
  const slow = () => session().https('app.gitpod.io', late).https('ghcr.io', late);

  test.each(['tls.timeout', 'http.timeout', 'tcp.timeout'] as const)(
    'leaves a requirement inconclusive that ended with %s and was not retried',
    (kind) => {
      const built = slow().https(MARKET, fails(kind)).control('neutral-name', MARKET, passes()).build();
      expect(verdictOf(built, MARKET)).toBe('unknown: no-reply');
      expect(diagnose(built).findings.map(({ severity, confidence }) => [severity, confidence])).toEqual([['degraded', 'possible']]);
    },
  );

  test('makes every requirement with that timeout unmet when it recurs on the retry of one', () => {
    const built = slow()
      .https(MARKET, silent)
      .control('neutral-name', MARKET, passes())
      .control('repeat', MARKET, silent)
      .https(OTHER, silent)
      .control('neutral-name', OTHER, passes())
      .build();
    expect([verdictOf(built, MARKET), verdictOf(built, OTHER)]).toEqual(['unmet', 'unmet']);
    expect(rootsOf(built)).toContain('name-filtered-in-tls');
  });
});
