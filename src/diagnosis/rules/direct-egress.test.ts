import { describe, expect, test } from 'vitest';
import { diagnose } from '../engine/diagnose.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const HOSTS = ['app.gitpod.io', 'mcr.microsoft.com', 'download.jetbrains.com', 'ec2.us-east-1.amazonaws.com'];

describe('the finding no-direct-egress', () => {
  const closed = () => HOSTS.reduce((told, host) => told.dns(host).https(host, fails('tcp.timeout')), session());

  test('is the only root cause, also of the UDP failure, when names resolve but no direct connection opens', () => {
    const told = closed().udp('35.171.240.32', fails('udp.silent')).build();
    expect(rootsOf(told)).toEqual(['no-direct-egress']);
  });

  test("fires for a single requirement only if another owner's host fails as well", () => {
    const alone = () => session().dns('app.gitpod.io').https('app.gitpod.io', fails('tcp.timeout'));
    const both = alone().control('other-host', 'mcr.microsoft.com', fails('tcp.timeout'), { requirement: 'management.app' }).build();
    expect(findingOf(both, 'no-direct-egress')).toMatchObject({ confidence: 'likely', observations: ['o2'] });
    // That host connects: only this one is blocked.
    const other = alone().control('other-host', 'mcr.microsoft.com', passes(), { requirement: 'management.app' }).build();
    expect(rootsOf(other)).toEqual(['port-dropped']);
  });

  /** A firewall that rejects: most of its ICMP messages fall to a rate limit (RFC 1812 §4.3.2.8), so most hosts seem silent. */
  const rejecting = (opened: number, kind: 'tls.closed' | 'tls.timeout' = 'tls.closed') =>
    Array.from({ length: 24 }, (_, nth) => `host${nth}.example.com`).reduce(
      (told, host, nth) => {
        const blocked = nth % 5 === 0 ? 'tcp.unreachable' : 'tcp.timeout';
        return told.dns(host).https(host, fails(nth < opened ? kind : blocked));
      },
      session({ from: 'runner', runner: 'standard' }).udp('35.171.240.32', fails('udp.rejected')),
    );

  test.each([
    ['no connection opens', rejecting(0)],
    ['one connection opens and ends without a byte', rejecting(1)],
    ['one connection opens and gets no answer', rejecting(1, 'tls.timeout')],
  ])('is the only root cause when a firewall rejects some connections, drops others, and %s', (_, told) => {
    expect(rootsOf(told.build())).toEqual(['no-direct-egress']);
  });

  test('mentions a connection that opened and received no bytes, and asks for that host as well', () => {
    const finding = findingOf(rejecting(1).build(), 'no-direct-egress');
    expect(finding?.evidence.join(' ')).toContain('A connection to host0.example.com opened');
    expect(finding?.fixes.map(({ command }) => command).join(' ')).toContain('host0.example.com');
  });

  test('does not fire when several connections open, or when one connection receives bytes', () => {
    expect(rootsOf(rejecting(4).build())).not.toContain('no-direct-egress');
    expect(rootsOf(rejecting(0).https('ghcr.io', fails('tls.unknown-issuer')).build())).not.toContain('no-direct-egress');
  });

  test('defers to unexplained-failure, which is worded without error codes, when a single host refuses', () => {
    const built = session().dns('app.gitpod.io').https('app.gitpod.io', fails('tcp.refused')).build();
    const finding = findingOf(built, 'unexplained-failure');
    const words = [finding?.evidence[0], ...(finding?.fixes.map(({ text }) => text) ?? [])].join('\n');
    expect(words).toContain('connection refused');
    expect(words).not.toContain('tcp.refused');
  });

  test('does not fire when one host connects', () => {
    expect(rootsOf(closed().https('update.code.visualstudio.com').build())).not.toContain('no-direct-egress');
  });

  test('does not fire when a proxy is configured', () => {
    expect(rootsOf(closed().proxy('http://proxy.corp:3128').https('ghcr.io').build())).not.toContain('no-direct-egress');
  });

  test('defers to local-firewall-blocks when this machine refuses to send datagrams', () => {
    const told = closed().udp('35.171.240.32', fails('udp.local-denied')).build();
    const { findings } = diagnose(told);
    expect(findings.map(({ name }) => name)).toEqual(['local-firewall-blocks']);
    expect(findings[0]).toMatchObject({
      confidence: 'likely',
      title: "Probable cause: this machine's own firewall lets no connection out",
    });
    expect(findings[0]?.fixes.map(({ owner }) => owner)).toEqual(['you']);
    expect(findings[0]?.fixes[0]?.text).toContain('UDP to 35.171.240.32:4242 and TCP to');
  });
});

test('local-firewall-blocks fires for EPERM on this machine, and not for a rejection on the path', () => {
  const here = session().https('app.gitpod.io').udp('35.171.240.32', fails('udp.local-denied')).build();
  expect(rootsOf(here)).toEqual(['local-firewall-blocks']);
  const path = session().https('app.gitpod.io').https('mcr.microsoft.com', fails('tcp.prohibited')).build();
  expect(rootsOf(path)).not.toContain('local-firewall-blocks');
});

test('ipv6-broken is advice while IPv4 works, and does not fire without an IPv6 route', () => {
  const six = { address: '2600:1f18::1', family: 6 as const, durationMs: 1, failure: { kind: 'tcp.timeout' as const, text: 'x' } };
  const four = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };
  const both = passes({ attempts: [six, four], addresses: [six.address, four.address] });
  const told = () => session().https('app.gitpod.io', both).https('mcr.microsoft.com', both);
  const broken = findingOf(told().host({ ipv6: true, defaultRoute6: true }).build(), 'ipv6-broken');
  expect(broken).toMatchObject({ severity: 'advice', confidence: 'certain', causedBy: null });
  expect(findingOf(told().build(), 'ipv6-broken')).toBeUndefined();
});

test('ipv6-broken is advice for a host that fails only over IPv6, and the requirement of the host stays met', () => {
  const six = { address: '2600:1f18::1', family: 6 as const, durationMs: 1, failure: { kind: 'tcp.timeout' as const, text: 'x' } };
  const four = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };
  const works = { ...six, failure: null };
  const told = session()
    .host({ ipv6: true, defaultRoute6: true })
    .https('app.gitpod.io', passes({ attempts: [four], addresses: [four.address] }))
    .control('family-6', 'app.gitpod.io', fails('tcp.timeout', { attempts: [six], addresses: [six.address] }))
    .https('mcr.microsoft.com', passes({ attempts: [works], addresses: [works.address] }));
  expect(findingOf(told.build(), 'ipv6-broken')).toMatchObject({ severity: 'advice', confidence: 'likely', subject: 'app.gitpod.io' });
  expect(verdictOf(told.build(), 'app.gitpod.io')).toBe('met');
});

test('ipv6-broken explains the failure of a host with only IPv6 addresses on a machine without IPv6', () => {
  const lacks = (...addresses: string[]) => session().https('github.com').https('six.example.com', fails('tcp.no-address', { addresses }));
  const found = findingOf(lacks('2001:db8::9').build(), 'ipv6-broken');
  expect(found?.title).toBe('Probable cause: six.example.com has only IPv6 addresses, but the machine has no IPv6');
  expect(found?.fixes.map(({ owner }) => owner)).toEqual(['network-team', 'you']);
  expect(findingOf(lacks('192.0.2.9').build(), 'ipv6-broken')).toBeUndefined();
});
