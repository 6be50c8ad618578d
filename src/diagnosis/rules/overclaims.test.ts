/** If one of these fails, a rule claims more about a connection than was seen. */
import { describe, expect, test } from 'vitest';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';

const GATEWAY = 'us01.gitpod.dev';

const STANDARD = { from: 'runner', runner: 'standard' } as const;

describe('proxy-unreachable', () => {
  const PROXY = 'proxy.corp';
  const through = () => session({ from: 'runner', runner: 'enterprise' }).proxy(`http://${PROXY}:3128`).udp('35.171.240.32');
  const confidenceOf = (told: ReturnType<typeof through>) => findingOf(told.build(), 'proxy-unreachable')?.confidence;

  test.each(['tcp.refused', 'tcp.prohibited', 'dns.nxdomain'] as const)('is certain for an explicit refusal (%s)', (kind) => {
    expect(confidenceOf(through().https('app.gitpod.io', fails(kind)))).toBe('certain');
  });

  test.each(['tcp.timeout', 'dns.timeout'] as const)('is certain for %s only if the timeout recurs on retry', (kind) => {
    const told = through().https('app.gitpod.io', fails(kind));
    expect(confidenceOf(told)).toBe('likely');
    expect(confidenceOf(told.control('repeat', 'app.gitpod.io', fails(kind)))).toBe('certain');
  });

  test.each(['dns.timeout', 'dns.unavailable'] as const)(
    'does not fire when a resolver returns an address of the proxy and the system lookup ends with %s',
    (kind) => {
      const told = through()
        .dns(PROXY, kind, ['10.0.0.9'])
        .https('app.gitpod.io', fails(kind))
        .control('repeat', 'app.gitpod.io', fails(kind));
      expect(confidenceOf(told)).toBeUndefined();
    },
  );

  test('is only likely when only the system lookup gives NXDOMAIN for the proxy', () => {
    const told = through().dns(PROXY, 'dns.nxdomain', ['10.0.0.9']).https('app.gitpod.io', fails('dns.nxdomain'));
    expect(confidenceOf(told)).toBe('likely');
  });

  test.each(['tcp.timeout', 'dns.timeout'] as const)('is only possible for %s when the proxy answered another request', (kind) => {
    const told = through().https('mcr.microsoft.com').https('app.gitpod.io', fails(kind)).control('repeat', 'app.gitpod.io', fails(kind));
    expect(confidenceOf(told)).toBe('possible');
  });
});

describe('gateway-port-blocked', () => {
  const blocked = () =>
    session(STANDARD).https(`https://${GATEWAY}:8443/`, fails('tcp.timeout'), { requirement: 'gateway.https-8443' }).https('app.gitpod.io');

  test('is certain when the gateway has a trusted certificate on 443', () => {
    const told = blocked().control('port-443', GATEWAY, passes());
    expect(findingOf(told.build(), 'gateway-port-blocked')?.confidence).toBe('certain');
  });

  test('is only likely when a server with an untrusted certificate answers on 443', () => {
    const told = blocked().control('port-443', GATEWAY, fails('tls.unknown-issuer', { trust: { public: 'untrusted' } }));
    expect(findingOf(told.build(), 'gateway-port-blocked')?.confidence).toBe('likely');
  });
});

describe('gateway-subdomains-blocked', () => {
  const apex = () => session(STANDARD).https(`https://${GATEWAY}:8443/`, passes(), { requirement: 'gateway.https-8443' });
  const below = { requirement: 'gateway.subdomains-8443' };
  const name = `api.${GATEWAY}`;

  test('does not fire when the lookup of a subdomain times out', () => {
    const told = apex().dns(name, 'dns.timeout', 'dns.timeout').https(`https://${name}:8443/`, fails('dns.timeout'), below);
    expect(rootsOf(told.build())).not.toContain('gateway-subdomains-blocked');
  });

  test('does not fire when a direct query to the resolver returns the address', () => {
    const told = apex().dns(name, 'dns.unavailable', ['52.1.1.1']).https(`https://${name}:8443/`, fails('dns.unavailable'), below);
    expect(rootsOf(told.build())).not.toContain('gateway-subdomains-blocked');
  });

  test('fires when the resolver answers REFUSED', () => {
    const told = apex().dns(name, 'dns.unavailable', 'dns.refused').https(`https://${name}:8443/`, fails('dns.unavailable'), below);
    expect(findingOf(told.build(), 'gateway-subdomains-blocked')).toBeDefined();
  });
});

describe('no-direct-egress', () => {
  test('is only likely when every connection times out, because a firewall on this machine that drops packets looks the same', () => {
    const hosts = ['app.gitpod.io', 'mcr.microsoft.com', 'ghcr.io'];
    const told = hosts.reduce((built, host) => built.dns(host).https(host, fails('tcp.timeout')), session());
    expect(findingOf(told.build(), 'no-direct-egress')?.confidence).toBe('likely');
  });
});

describe('a handshake without an answer', () => {
  const MARKET = 'marketplace.visualstudio.com';
  const opens = (durationMs: number) => passes({ attempts: [{ address: '192.0.2.7', family: 4, durationMs, failure: null }] });
  const stalled = fails('tls.timeout');
  const beside = (durationMs: number) =>
    ['one.example.com', 'two.example.com', 'three.example.com'].reduce(
      (told, host, index) => told.tcp(host, 22, opens(index === 0 ? 20 : durationMs)),
      session().https('app.gitpod.io').https(MARKET, stalled),
    );
  const filtered = (durationMs: number) =>
    beside(durationMs).control('neutral-name', MARKET, fails('tls.name-mismatch', { tls: { serverName: 'example.com' } }));
  const held = (durationMs: number) =>
    ['neutral-name' as const, 'small-hello' as const, 'small-answer' as const, 'repeat' as const].reduce(
      (told, purpose) => told.control(purpose, MARKET, stalled),
      beside(durationMs).tcp('192.0.2.1', 443, stalled, { role: 'control', purpose: 'unserved-address' }),
    );

  test.each([
    [20, 'certain', 'likely'],
    [1020, 'likely', 'possible'],
    [600, 'likely', 'possible'],
  ])(
    'is attributed to a name filter if other connections take %i ms: %s after a retry, %s without a retry',
    (durationMs, retried, once) => {
      const told = filtered(durationMs);
      expect(findingOf(told.build(), 'name-filtered-in-tls')?.confidence).toBe(once);
      expect(findingOf(told.control('repeat', MARKET, stalled).build(), 'name-filtered-in-tls')?.confidence).toBe(retried);
    },
  );

  test.each([
    [20, 'likely'],
    [1020, 'possible'],
  ])('is reported as tls-stalls without a retry or a control if other connections take %i ms: %s', (durationMs, confidence) => {
    const told = beside(durationMs).https('update.code.visualstudio.com', stalled);
    expect(findingOf(told.build(), 'tls-stalls')?.confidence).toBe(confidence);
  });

  test('gives a certain aws-endpoint-blocked at several AWS services only if another handshake passes', () => {
    const services = ['ec2', 'sts', 's3'].map((name) => `${name}.us-east-1.amazonaws.com`);
    const told = () => services.reduce((built, host) => built.https(host, stalled), session({ from: 'runner' }).tcp('ghcr.io', 443));
    expect(findingOf(told().build(), 'aws-endpoint-blocked')?.confidence).not.toBe('certain');
    expect(findingOf(told().https('app.gitpod.io').build(), 'aws-endpoint-blocked')?.confidence).toBe('certain');
  });

  test.each([
    [20, 'certain'],
    [1020, 'likely'],
  ])('is reported as tls-stalls after a retry and controls if other connections take %i ms: %s', (durationMs, confidence) => {
    expect(findingOf(held(durationMs).build(), 'tls-stalls')?.confidence).toBe(confidence);
  });
});

describe('ipv6-broken', () => {
  const six = { address: '2600:1f18::1', family: 6 as const, durationMs: 1, failure: { kind: 'tcp.timeout' as const, text: 'x' } };
  const four = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };

  test('compares IPv4 and IPv6 only on the same port', () => {
    const told = session()
      .host({ ipv6: true, defaultRoute6: true })
      .https('https://app.gitpod.io:8443/', fails('tcp.timeout', { attempts: [six], addresses: [six.address] }))
      .https('app.gitpod.io', passes({ attempts: [four], addresses: [four.address] }));
    expect(findingOf(told.build(), 'ipv6-broken')).toBeUndefined();
  });
});
