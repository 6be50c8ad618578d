import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, roots, rootsOf, verdictOf } from '../testing/told.ts';

const HOSTS = ['app.gitpod.io', 'mcr.microsoft.com', 'download.jetbrains.com', 'ec2.us-east-1.amazonaws.com'];

const LIGHTHOUSES = ['35.171.240.32', '13.216.138.24'];

/** A machine on which nothing works, with these outcomes for names, datagrams and metadata. */
function dead(names: { system: FailureKind; resolver: FailureKind }, datagrams: FailureKind | null, metadata: FailureKind): SessionBuilder {
  const told = session()
    .requirement('host.network', { origin: 'tool' })
    .requirement('dns.resolvers', { origin: 'tool' })
    .requirement('proxy.reachable', { origin: 'tool' })
    .http('http://169.254.169.254/latest/meta-data/', fails(metadata), {
      requirement: 'imds.endpoint',
      of: { level: 'conditional', conditions: [{ kind: 'ec2' }] },
    });
  for (const host of HOSTS) told.dns(host, names.system, names.resolver).https(host, fails(names.resolver));
  for (const address of datagrams === null ? [] : LIGHTHOUSES) told.udp(address, fails(datagrams ?? 'udp.silent'));
  return told;
}

const DEAD: [seen: string, told: SessionBuilder, cause: string][] = [
  [
    'has one root cause when resolvers and datagrams get no answer',
    dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.silent', 'tcp.timeout'),
    'resolver-silent',
  ],
  [
    "has one root cause when the resolver's port is closed and this machine refuses to send",
    dead({ system: 'dns.unavailable', resolver: 'dns.unavailable' }, 'udp.local-denied', 'tcp.refused'),
    'resolver-silent',
  ],
  [
    'has one root cause when resolvers do not answer and datagrams have no route',
    dead({ system: 'dns.timeout', resolver: 'dns.timeout' }, 'udp.no-route', 'tcp.unreachable'),
    'no-network',
  ],
  [
    'has one root cause when resolvers do not answer and datagrams are rejected',
    dead({ system: 'dns.timeout', resolver: 'dns.timeout' }, 'udp.rejected', 'tcp.unreachable'),
    'resolver-silent',
  ],
  [
    'has one root cause when every lookup gets NXDOMAIN and datagrams get no answer',
    dead({ system: 'dns.nxdomain', resolver: 'dns.nxdomain' }, 'udp.silent', 'tcp.timeout'),
    'resolver-knows-no-public-names',
  ],
  [
    'has one root cause when every lookup gets SERVFAIL and datagrams are rejected',
    dead({ system: 'dns.unavailable', resolver: 'dns.servfail' }, 'udp.rejected', 'tcp.timeout'),
    'resolver-refuses',
  ],
  [
    'has one root cause when only a resolver on this machine answers, with SERVFAIL, and datagrams get no answer',
    dead({ system: 'dns.unavailable', resolver: 'dns.servfail' }, 'udp.silent', 'tcp.timeout').host({
      resolvers: [{ address: '127.0.0.53', port: 53 }],
    }),
    'no-network',
  ],
  [
    'has one root cause when every lookup gets REFUSED and nothing else was tried',
    dead({ system: 'dns.unavailable', resolver: 'dns.refused' }, null, 'tcp.timeout'),
    'resolver-refuses',
  ],
  [
    'has one root cause when every lookup gets NXDOMAIN and nothing else was tried',
    dead({ system: 'dns.nxdomain', resolver: 'dns.nxdomain' }, null, 'tcp.timeout'),
    'resolver-knows-no-public-names',
  ],
  [
    'has one root cause when no interface is up',
    dead({ system: 'dns.unavailable', resolver: 'dns.unavailable' }, 'udp.no-route', 'tcp.unreachable').host({
      interfaces: 0,
      defaultRoute4: null,
      defaultRoute6: null,
    }),
    'no-network',
  ],
  [
    'has one root cause when it has no default route',
    dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.silent', 'tcp.timeout').host({ defaultRoute4: false }),
    'no-network',
  ],
  [
    'has one root cause when no resolver is configured',
    dead({ system: 'dns.unavailable', resolver: 'dns.unavailable' }, 'udp.silent', 'tcp.timeout').host({ resolvers: [] }),
    'resolver-silent',
  ],
];

test('no-network is the certain cause of unanswered lookups and datagrams when the router does not answer', () => {
  const told = dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.silent', 'tcp.timeout')
    .host({ nextHopSilent: true })
    .build();
  expect(rootsOf(told)).toEqual(['no-network']);
  expect(findingOf(told, 'no-network')?.confidence).toBe('certain');
});

describe('host.network before any other measurement', () => {
  const asked = () => session().requirement('host.network', { origin: 'tool' });

  test.each([
    ['no interface is up', { interfaces: 0, defaultRoute4: false, defaultRoute6: false }, 'certain'],
    ['there is no default route', { defaultRoute4: false, defaultRoute6: false }, 'likely'],
  ] as const)('is unmet when %s, and no-network is the cause', (_, facts, confidence) => {
    const told = asked().host(facts).build();
    expect(verdictOf(told, 'host.network')).toBe('unmet');
    expect(rootsOf(told)).toEqual(['no-network']);
    expect(findingOf(told, 'no-network')?.confidence).toBe(confidence);
  });

  test('is unknown when a default route exists but its interface is not listed yet', () => {
    const told = asked().host({ interfaces: 0, defaultRoute4: true }).build();
    expect(rootsOf(told)).toEqual([]);
    expect(verdictOf(told, 'host.network')).toBe('unknown: not-run');
  });

  test('has no finding on a working network', () => {
    expect(rootsOf(asked().host({}).build())).toEqual([]);
  });

  test('is met without a default route when a request passes over another route', () => {
    const told = asked().host({ defaultRoute4: false }).https('app.gitpod.io', passes()).build();
    expect(rootsOf(told)).toEqual([]);
    expect(verdictOf(told, 'host.network')).toBe('met');
  });
});

test('resolver-silent is the cause when the router answers and the resolver does not', () => {
  const told = dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.silent', 'tcp.timeout')
    .host({ nextHopSilent: false })
    .build();
  expect(rootsOf(told)).toEqual(['resolver-silent']);
});

test('a closed port on this machine itself is not reported as no-network', () => {
  const here = { address: '127.0.0.1', family: 4 as const, durationMs: 1, failure: { kind: 'tcp.refused' as const, text: 'refused' } };
  const told = session()
    .host({ nextHopSilent: true })
    .https('localhost:4566', fails('tcp.refused', { attempts: [here] }))
    .build();
  expect(rootsOf(told)).not.toContain('no-network');
});

describe('a machine without any internet access', () => {
  test.each(DEAD)('%s: $2', (_, told, cause) => {
    const diagnosis = diagnose(told.build());
    expect(roots(diagnosis).map((finding) => finding.name)).toEqual([cause]);
    expect(roots(diagnosis)[0]?.severity).toBe('blocker');
    for (const finding of diagnosis.findings) if (finding.causedBy !== null) expect(finding.causedById).toBe(roots(diagnosis)[0]?.id);
  });

  test('is not diagnosed when the gateway answers a datagram, and resolver-silent is certain', () => {
    const told = session()
      .dns('app.gitpod.io', 'dns.timeout')
      .dns('mcr.microsoft.com', 'dns.timeout')
      .https('app.gitpod.io', fails('dns.timeout'))
      .udp('35.171.240.32')
      .build();
    expect(rootsOf(told)).toEqual(['resolver-silent']);
    expect(findingOf(told, 'resolver-silent')?.confidence).toBe('certain');
    expect(verdictOf(told, 'gateway.udp-4242')).toBe('met');
  });

  test('is not diagnosed when one name does not exist while other names resolve', () => {
    const told = session()
      .dns('app.gitpod.io', 'dns.nxdomain')
      .https('app.gitpod.io', fails('dns.nxdomain'))
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .build();
    expect(rootsOf(told)).toEqual(['name-not-found']);
  });

  test('is not diagnosed without a default route while the proxy answers', () => {
    const told = session()
      .host({ defaultRoute4: false })
      .proxy('http://10.0.0.9:3128')
      .https('app.gitpod.io')
      .direct()
      .udp('35.171.240.32', fails('udp.no-route'))
      .build();
    expect(rootsOf(told)).not.toContain('no-network');
  });
});

describe('a dead network', () => {
  const DROPPED = dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.no-route', 'tcp.unreachable');

  test.each([
    ['Probable cause: the machine has no network', { interfaces: 0 }],
    ['The machine has no network', { defaultRoute4: false }],
    ['The router of the machine does not answer', { nextHopSilent: true }],
    ['Probable cause: nothing beyond the machine answers', {}],
  ])('has the title “%s” on a machine with %o', (title, facts) => {
    const finding = findingOf(
      dead({ system: 'dns.unavailable', resolver: 'dns.timeout' }, 'udp.no-route', 'tcp.unreachable').host(facts).build(),
      'no-network',
    );
    expect(finding?.title).toBe(title);
  });

  test('leads to a request that contains only measured facts', () => {
    const request = findingOf(DROPPED.build(), 'no-network')?.fixes.find(({ owner }) => owner === 'network-team')?.text;
    expect(request).toContain('No name resolves (4 names tried).');
    expect(request).not.toContain('below');
  });

  test('leads to a request that includes unmeasured hosts during a walk when names resolve but no connection opens', () => {
    const closed = HOSTS.reduce((told, host) => told.dns(host).https(host, fails('tcp.timeout')), session()).build();
    const asked = (told: typeof closed) =>
      findingOf(told, 'no-direct-egress')?.fixes.find(({ owner }) => owner === 'network-team')?.text ?? '';
    expect(asked(closed)).not.toContain('hosts that Gitpod needs from here');
    const walking = { ...closed, asked: new Set([...closed.asked].slice(0, 2)) };
    expect(asked(walking)).toContain('and to the other hosts that Gitpod needs from here');
  });
});
