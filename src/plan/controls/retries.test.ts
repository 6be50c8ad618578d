import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import type { ProbeRequest } from '../../model/probe-request.ts';
import { targetHost, targetText } from '../../model/target.ts';
import { CONNECTIONS_PER_ROW, connectionsOf } from '../budget.ts';
import { controls, isRow } from '../testing/controls.ts';
import { behindProxy, run, type Story } from '../testing/world.ts';

const HOST = 'app.gitpod.io';
const rowsOf = (host: string) => run({}).filter((request) => isRow(request, host));
const isAboutHost = (request: ProbeRequest, host: string) => request.probe === 'https' && targetHost(request.target) === host;
const retriesOf = (story: Story) => controls(story, 'repeat').filter(({ probe }) => probe !== 'host');
/** Fails at first, and is answered when it is retried. */
const onceAt =
  (kind: FailureKind, isMeant: (request: ProbeRequest) => boolean): NonNullable<Story['answer']> =>
  (request) =>
    request.role === 'row' && isMeant(request) ? kind : null;

describe('retries after the sweep', () => {
  test.each([
    ...(['tcp.timeout', 'tcp.reset', 'tls.reset', 'tls.closed', 'tls.timeout'] as const),
    ...(['http.timeout', 'http.reset', 'http.closed', 'http.truncated'] as const),
  ])('repeat the request of each requirement of a host that ended with %s, unchanged', (kind) => {
    const retries = retriesOf({ answer: onceAt(kind, (request) => isRow(request, HOST)) });
    const rows = rowsOf(HOST);
    expect(retries).toHaveLength(rows.length);
    for (const [index, { target, method, proof, trust }] of rows.entries())
      expect(retries[index]).toMatchObject({ role: 'control', target, method, proof, trust });
  });

  test('repeat all requirements of a host whose lookup got no answer, instead of the lookup', () => {
    const isAbout = (request: ProbeRequest) => targetHost(request.target) === HOST && request.probe !== 'udp';
    const retries = retriesOf({ answer: onceAt('dns.timeout', isAbout) });
    expect(retries.filter(({ probe }) => probe === 'dns')).toHaveLength(0);
    expect(retries.filter(({ probe }) => probe === 'https')).toHaveLength(rowsOf(HOST).length);
  });

  test.each(['tunnel.timeout', 'tunnel.closed', 'tunnel.reset'] as const)(
    'repeat a tunnel that ended with %s through the same proxy',
    (kind) => {
      const retries = retriesOf({ facts: behindProxy(), answer: onceAt(kind, (request) => isRow(request, HOST)) });
      expect(retries.length).toBeGreaterThan(0);
      for (const { route } of retries) expect(route.via).toBe('proxy');
    },
  );

  test.each(['tcp.refused', 'tls.unknown-issuer', 'http.status', 'dns.nxdomain'] as const)(
    'are not made after %s, which is an answer',
    (kind) => {
      expect(retriesOf({ answer: onceAt(kind, (request) => isRow(request, HOST)) })).toEqual([]);
    },
  );

  test('are not made when nothing failed', () => {
    expect(retriesOf({})).toEqual([]);
  });

  test('begin with a few requirements, and include the others only when one of the few gets further', () => {
    const isWeb = (request: ProbeRequest) => request.probe === 'https';
    const rows = run({}).filter((request) => request.role === 'row' && isWeb(request));
    expect(retriesOf({ answer: onceAt('tls.reset', isWeb) })).toHaveLength(rows.length);
    const closed = retriesOf({ answer: (request) => (isWeb(request) ? 'tls.reset' : null) });
    expect(new Set(closed.map(({ target }) => targetHost(target))).size).toBe(8);
  });

  test('include three lookups only when no name resolves', () => {
    const retries = retriesOf({ answer: ({ probe }) => (probe === 'udp' ? 'udp.silent' : 'dns.timeout') });
    expect(retries.map(({ probe }) => probe)).toEqual(['dns', 'dns', 'dns']);
  });

  test('include a silent gateway address once when another address answers', () => {
    const [silent] = run({}).filter(({ probe }) => probe === 'udp');
    const retries = retriesOf({
      answer: onceAt('udp.silent', ({ target }) => targetText(target) === targetText(silent?.target ?? target)),
    });
    expect(retries.map(({ target }) => target)).toEqual([silent?.target]);
    expect(retriesOf({ answer: ({ probe }) => (probe === 'udp' ? 'udp.silent' : null) })).toEqual([]);
  });

  test('include no connection when nothing connects but the metadata service of this machine', () => {
    const answer: Story['answer'] = ({ probe }) => {
      if (probe === 'udp') return 'udp.silent';
      return probe === 'dns' || probe === 'metadata' ? null : 'tcp.timeout';
    };
    expect(retriesOf({ facts: { ec2: true }, answer })).toEqual([]);
  });

  test('keep each requirement within the documented number of connections', () => {
    const asked = run({ answer: onceAt('tls.reset', (request) => request.probe === 'https') });
    const rows = new Set(asked.flatMap(({ requirements }) => requirements));
    for (const row of rows) {
      const made = asked.filter(({ requirements }) => requirements.includes(row)).reduce((sum, request) => sum + connectionsOf(request), 0);
      expect(made, row).toBeLessThanOrEqual(CONNECTIONS_PER_ROW);
    }
  });
});

describe('retries on a slow line', () => {
  const slow = { extracted: true, roundTripMs: 600 };
  const isAbout = (host: string) => (request: ProbeRequest) => isRow(request, host);
  const places = (asked: readonly ProbeRequest[]) => new Set(asked.map(({ target }) => targetHost(target)));

  test('are made with the full timeout and before any other control', () => {
    const asked = run({ ...slow, answer: (request) => (isAboutHost(request, HOST) ? 'tls.timeout' : null) });
    const explaining = asked.filter(({ purpose }) => purpose !== null && purpose !== 'lighthouse-name');
    expect(explaining[0]).toMatchObject({ purpose: 'repeat', stageMs: null, target: { host: HOST } });
    expect(explaining.slice(1).map(({ purpose }) => purpose)).toContain('neutral-name');
    expect(explaining.filter(({ purpose, target }) => purpose === 'repeat' && targetHost(target) === HOST)).toHaveLength(
      asked.filter((request) => isRow(request, HOST)).length,
    );
  });

  test.each(['tls.timeout', 'http.timeout', 'tls.reset'] as const)('are the only controls when %s does not recur', (kind) => {
    const asked = run({ ...slow, answer: onceAt(kind, isAbout(HOST)) });
    const about = asked.filter(({ role, target }) => role === 'control' && targetHost(target) === HOST);
    expect(new Set(about.map(({ purpose }) => purpose).filter((purpose) => purpose !== 'packet-loss'))).toEqual(new Set(['repeat']));
  });

  test('begin with three requirements, together with other controls, when no handshake completes', () => {
    const asked = run({ ...slow, answer: ({ probe }) => (probe === 'https' ? 'tls.timeout' : null) });
    const purposes = asked.flatMap(({ purpose }) => (purpose === null || purpose === 'lighthouse-name' ? [] : purpose));
    expect(purposes.slice(0, 9).toSorted()).toEqual([
      ...Array(3).fill('neutral-name'),
      ...Array(3).fill('repeat'),
      ...Array(3).fill('small-hello'),
    ]);
  });

  test('include the other requirements only when the first three pass', () => {
    const isWeb = (request: ProbeRequest) => request.probe === 'https';
    const hosts = places(run(slow).filter((request) => request.role === 'row' && isWeb(request)));
    expect(hosts.size).toBeGreaterThan(8);
    const story = (fails: (request: ProbeRequest) => boolean): Story => ({
      ...slow,
      answer: (request) => (isWeb(request) && targetHost(request.target) !== 'ghcr.io' && fails(request) ? 'http.timeout' : null),
    });
    expect(places(retriesOf(story(({ role }) => role === 'row'))).size).toBe(hosts.size - 1);
    expect(places(retriesOf(story(({ purpose }) => purpose !== 'throughput'))).size).toBe(8);
  });
});

describe('the measurement of connection times', () => {
  test('is repeated when a failure did not recur, and the TCP counters of this machine are read afterwards', () => {
    const asked = run({ answer: onceAt('tls.reset', (request) => isRow(request, HOST)) });
    const connects = asked.filter(({ purpose }) => purpose === 'packet-loss');
    expect(connects.length).toBeGreaterThan(20);
    expect(new Set(connects.map(({ key }) => key)).size).toBe(connects.length);
    for (const one of connects) expect(one).toMatchObject({ probe: 'tcp', role: 'control', address: '203.0.113.9' });
    expect(asked.at(-1)).toMatchObject({ probe: 'host', purpose: 'repeat' });
  });

  test('is not repeated when the failures recur', () => {
    const asked = run({ answer: (request) => (targetHost(request.target) === HOST && request.probe === 'https' ? 'tls.reset' : null) });
    expect(asked.filter(({ purpose }) => purpose === 'packet-loss')).toEqual([]);
  });
});
