/** If one of these fails, a rule claims more than was seen. */
import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../../model/phase.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const GATEWAY = 'us01.gitpod.dev';
const RELEASES = 'releases.gitpod.io';
const STANDARD = { from: 'runner', runner: 'standard' } as const;

describe('proxy-unreachable', () => {
  const PROXY = 'proxy.corp';
  const through = () => session({ from: 'runner', runner: 'enterprise' }).proxy(`http://${PROXY}:3128`).udp('35.171.240.32');
  const confidenceOf = (told: ReturnType<typeof through>) => findingOf(told.build(), 'proxy-unreachable')?.confidence;

  test.each(['tcp.refused', 'tcp.prohibited', 'dns.nxdomain'] as const)('is certain for an explicit refusal (%s)', (kind) => {
    expect(confidenceOf(through().https('app.gitpod.io', fails(kind)))).toBe('certain');
  });

  test.each(['tcp.timeout', 'dns.timeout'] as const)('is certain for a silence (%s) that was retried alone', (kind) => {
    const told = through().https('app.gitpod.io', fails(kind));
    expect(confidenceOf(told)).toBe('likely');
    expect(confidenceOf(told.control('repeat', 'app.gitpod.io', fails(kind)))).toBe('certain');
  });

  test.each(['dns.timeout', 'dns.unavailable'] as const)(
    'does not fire where a resolver knows its name and the lookup ends with %s',
    (kind) => {
      const told = through()
        .dns(PROXY, kind, ['10.0.0.9'])
        .https('app.gitpod.io', fails(kind))
        .control('repeat', 'app.gitpod.io', fails(kind));
      expect(confidenceOf(told)).toBeUndefined();
    },
  );

  test('is not certain where only this machine does not know its name', () => {
    const told = through().dns(PROXY, 'dns.nxdomain', ['10.0.0.9']).https('app.gitpod.io', fails('dns.nxdomain'));
    expect(confidenceOf(told)).toBe('likely');
  });

  test.each(['tcp.timeout', 'dns.timeout'] as const)('is at most possible where it answered once (%s)', (kind) => {
    const told = through().https('mcr.microsoft.com').https('app.gitpod.io', fails(kind)).control('repeat', 'app.gitpod.io', fails(kind));
    expect(confidenceOf(told)).toBe('possible');
  });
});

describe('gateway-port-blocked', () => {
  const blocked = () =>
    session(STANDARD).https(`https://${GATEWAY}:8443/`, fails('tcp.timeout'), { requirement: 'gateway.https-8443' }).https('app.gitpod.io');

  test('is certain where the gateway proves itself over TLS on 443', () => {
    const told = blocked().control('port-443', GATEWAY, passes());
    expect(findingOf(told.build(), 'gateway-port-blocked')?.confidence).toBe('certain');
  });

  test('is likely where an unproved server accepts the connection on 443', () => {
    const told = blocked().control('port-443', GATEWAY, fails('tls.unknown-issuer', { trust: { public: 'untrusted' } }));
    expect(findingOf(told.build(), 'gateway-port-blocked')?.confidence).toBe('likely');
  });
});

describe('gateway-subdomains-blocked', () => {
  const apex = () => session(STANDARD).https(`https://${GATEWAY}:8443/`, passes(), { requirement: 'gateway.https-8443' });
  const below = { requirement: 'gateway.subdomains-8443' };
  const name = `api.${GATEWAY}`;

  test('does not fire for an unanswered lookup', () => {
    const told = apex().dns(name, 'dns.timeout', 'dns.timeout').https(`https://${name}:8443/`, fails('dns.timeout'), below);
    expect(rootsOf(told.build())).not.toContain('gateway-subdomains-blocked');
  });

  test('does not fire where the resolver gives the address when queried directly', () => {
    const told = apex().dns(name, 'dns.unavailable', ['52.1.1.1']).https(`https://${name}:8443/`, fails('dns.unavailable'), below);
    expect(rootsOf(told.build())).not.toContain('gateway-subdomains-blocked');
  });

  test('fires where the resolver refuses the name', () => {
    const told = apex().dns(name, 'dns.unavailable', 'dns.refused').https(`https://${name}:8443/`, fails('dns.unavailable'), below);
    expect(findingOf(told.build(), 'gateway-subdomains-blocked')).toBeDefined();
  });
});

describe('resolver-refuses', () => {
  test("fires neither as refusing nor as silent where the resolver answers for the name's IPv6 addresses", () => {
    const built = asked('dns.timeout', 'dns.no-data');
    expect(rootsOf(built)).toEqual(['unexplained-failure']);
    expect(findingOf(built, 'unexplained-failure')).toMatchObject({ severity: 'degraded', confidence: 'possible' });
    expect(verdictOf(built, RELEASES)).toBe('unknown: no-reply');
  });

  /** One resolver, asked for each family. */
  function asked(four: 'dns.timeout' | 'dns.no-data' | 'dns.servfail', six: 'dns.servfail' | 'dns.no-data') {
    const built = session()
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .dns(RELEASES, 'dns.unavailable', four)
      .https(RELEASES, fails('dns.unavailable'))
      .build();
    const observations = built.observations.map((one) => {
      if (one.probe !== 'dns' || one.name !== RELEASES) return one;
      const [, direct] = one.answers;
      if (direct === undefined) return one;
      return { ...one, answers: [...one.answers, { ...direct, family: 6 as const, failure: { kind: six, text: six } }] };
    });
    return { ...built, observations };
  }

  test('does not fire where only the IPv6 lookup failed and the IPv4 one got no answer', () => {
    expect(rootsOf(asked('dns.timeout', 'dns.servfail'))).toEqual(['resolver-silent']);
  });

  test('fires where the IPv6 lookup failed and no IPv4 address exists', () => {
    expect(rootsOf(asked('dns.no-data', 'dns.servfail'))).toEqual(['resolver-refuses']);
  });

  test('fires where the IPv4 lookup failed', () => {
    expect(rootsOf(asked('dns.servfail', 'dns.no-data'))).toEqual(['resolver-refuses']);
  });
});

describe('resolver-silent', () => {
  const silent = () =>
    ['app.gitpod.io', 'mcr.microsoft.com'].reduce(
      (told, host) => told.dns(host, 'dns.timeout').https(host, fails('dns.timeout')),
      session(STANDARD).udp('35.171.240.32'),
    );

  test('is certain where no name resolves and the network works', () => {
    expect(findingOf(silent().build(), 'resolver-silent')?.confidence).toBe('certain');
  });

  test('is at most possible where the resolver answers for another name', () => {
    const told = silent().dns('releases.gitpod.io', 'dns.timeout', ['52.1.1.1']).https('releases.gitpod.io', fails('dns.timeout'));
    expect(findingOf(told.build(), 'resolver-silent')?.confidence).toBe('possible');
    expect(findingOf(told.build(), 'resolver-silent')?.title).toContain('for app.gitpod.io and mcr.microsoft.com');
  });

  test('is at most possible where the name of a control resolves', () => {
    const told = silent().dns('ghcr.io', ['52.1.1.1'], ['52.1.1.1'], { role: 'control' });
    expect(findingOf(told.build(), 'resolver-silent')?.confidence).toBe('possible');
  });
});

describe('name-not-found', () => {
  const missing = (resolver: string) =>
    session()
      .host({ resolvers: [{ address: resolver, port: 53 }] })
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .dns(RELEASES, 'dns.nxdomain')
      .https(RELEASES, fails('dns.nxdomain'))
      .build();

  test('blames this network where its own resolver says so', () => {
    const finding = findingOf(missing('10.0.0.2'), 'name-not-found');
    expect(finding?.confidence).toBe('certain');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['network-team']);
  });

  test('may mean a removed name where a public resolver says so too', () => {
    const finding = findingOf(missing('8.8.8.8'), 'name-not-found');
    expect(finding?.confidence).toBe('likely');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['gitpod', 'you']);
  });
});

describe("the second resolver's answer while the first is silent", () => {
  /** The last answer is the second resolver's. */
  function second(kind: 'dns.nxdomain' | 'dns.servfail') {
    const resolvers = ['10.0.0.2', '10.0.0.3'].map((address) => ({ address, port: 53 }));
    const built = session()
      .host({ resolvers })
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .dns(RELEASES, kind, kind)
      .https(RELEASES, fails(kind))
      .build();
    const observations = built.observations.map((one) => {
      if (one.probe !== 'dns' || one.name !== RELEASES) return one;
      const silent = { kind: 'dns.timeout' as const, text: 'dns.timeout' };
      return { ...one, answers: one.answers.map((answer, index) => (index === 1 ? { ...answer, failure: silent } : answer)) };
    });
    return { ...built, observations };
  }

  test.each([
    ['dns.nxdomain', 'name-not-found'],
    ['dns.servfail', 'resolver-refuses'],
  ] as const)('%s blames only the second resolver', (kind, name) => {
    const told = second(kind);
    expect(rootsOf(told)).toEqual([name]);
    expect(findingOf(told, name)?.evidence.join(' ')).not.toContain('10.0.0.2');
    expect(JSON.stringify(findingOf(told, name))).toContain('10.0.0.3');
  });
});

describe('name-sinkholed', () => {
  const own = (address: string) =>
    session()
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .dns('git.corp.example', [address])
      .https('git.corp.example', fails('tcp.refused', { addresses: [address] }))
      .build();

  test.each(['127.0.0.1', '0.0.0.0'])("is likely for a user's own host at %s", (address) => {
    expect(rootsOf(own(address))).toEqual(['name-sinkholed']);
    expect(findingOf(own(address), 'name-sinkholed')?.confidence).toBe('likely');
    expect(findingOf(own(address), 'name-sinkholed')?.fixes[0]?.owner).toBe('you');
  });

  test("does not fire for localhost, nor for a private address of the user's own host", () => {
    const local = session()
      .https('mcr.microsoft.com')
      .https('localhost', fails('tcp.refused', { addresses: ['127.0.0.1'] }));
    expect(rootsOf(local.build())).not.toContain('name-sinkholed');
    expect(rootsOf(own('10.1.1.1'))).not.toContain('name-sinkholed');
  });

  test('is likely for an address that a client on this machine hands out', () => {
    const told = session()
      .dns('mcr.microsoft.com')
      .https('mcr.microsoft.com')
      .https('app.gitpod.io', fails('tcp.refused', { addresses: ['100.64.0.7'] }));
    expect(findingOf(told.build(), 'name-sinkholed')?.confidence).toBe('likely');
  });
});

describe('an internal address of a published name', () => {
  const led = (address: string) =>
    session()
      .https('mcr.microsoft.com')
      .dns('app.gitpod.io', [address])
      .https('app.gitpod.io', fails('tcp.timeout', { addresses: [address] }))
      .build();

  test.each(['0.0.0.0', '127.0.0.1'])('is certainly a sinkhole at %s', (address) => {
    expect(findingOf(led(address), 'name-sinkholed')?.confidence).toBe('certain');
  });

  test.each(['10.1.2.3', '169.254.7.7'])('at %s may belong to a server or client that does not answer', (address) => {
    expect(findingOf(led(address), 'name-sinkholed')?.confidence).toBe('likely');
  });
});

describe('no-direct-egress', () => {
  test('is never certain, because a local filter that drops looks the same', () => {
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
  ])('beside connections of %i ms is filtered by its name: %s after a retry, %s without', (durationMs, retried, once) => {
    const told = filtered(durationMs);
    expect(findingOf(told.build(), 'name-filtered-in-tls')?.confidence).toBe(once);
    expect(findingOf(told.control('repeat', MARKET, stalled).build(), 'name-filtered-in-tls')?.confidence).toBe(retried);
  });

  test.each([
    [20, 'likely'],
    [1020, 'possible'],
  ])('beside connections of %i ms, without a retry or control, is %s', (durationMs, confidence) => {
    const told = beside(durationMs).https('update.code.visualstudio.com', stalled);
    expect(findingOf(told.build(), 'tls-stalls')?.confidence).toBe(confidence);
  });

  test('is certain for several AWS services only where another handshake passes', () => {
    const services = ['ec2', 'sts', 's3'].map((name) => `${name}.us-east-1.amazonaws.com`);
    const told = () => services.reduce((built, host) => built.https(host, stalled), session({ from: 'runner' }).tcp('ghcr.io', 443));
    expect(findingOf(told().build(), 'aws-endpoint-blocked')?.confidence).not.toBe('certain');
    expect(findingOf(told().https('app.gitpod.io').build(), 'aws-endpoint-blocked')?.confidence).toBe('certain');
  });

  test.each([
    [20, 'certain'],
    [1020, 'likely'],
  ])('beside connections of %i ms is blocked whatever it sends: %s', (durationMs, confidence) => {
    expect(findingOf(held(durationMs).build(), 'tls-stalls')?.confidence).toBe(confidence);
  });
});

describe('resolvers-disagree', () => {
  const WRONG = ['198.41.0.4'];
  const led = (app: readonly string[], mcr: readonly string[]) =>
    session()
      .dns('ghcr.io')
      .https('ghcr.io')
      .dns('app.gitpod.io', WRONG, app)
      .https('app.gitpod.io', fails('tls.name-mismatch', { addresses: WRONG }))
      .dns('mcr.microsoft.com', WRONG, mcr)
      .https('mcr.microsoft.com', fails('tls.name-mismatch', { addresses: WRONG }))
      .build();

  test('is likely where only the system lookup gives one address for names of two owners', () => {
    const told = led(['52.1.1.1'], ['13.1.1.1']);
    expect(rootsOf(told)).toEqual(['resolvers-disagree']);
    expect(findingOf(told, 'resolvers-disagree')?.confidence).toBe('likely');
  });

  test('does not fire where every resolver leads both names to that address', () => {
    expect(findingOf(led(WRONG, WRONG), 'resolvers-disagree')).toBeUndefined();
  });
});

describe('ipv6-broken', () => {
  const six = { address: '2600:1f18::1', family: 6 as const, durationMs: 1, failure: { kind: 'tcp.timeout' as const, text: 'x' } };
  const four = { address: '52.1.2.3', family: 4 as const, durationMs: 1, failure: null };

  test('compares the families on one port', () => {
    const told = session()
      .host({ ipv6: true, defaultRoute6: true })
      .https('https://app.gitpod.io:8443/', fails('tcp.timeout', { attempts: [six], addresses: [six.address] }))
      .https('app.gitpod.io', passes({ attempts: [four], addresses: [four.address] }));
    expect(findingOf(told.build(), 'ipv6-broken')).toBeUndefined();
  });
});

describe('certificate-expired', () => {
  test('does not blame an inspecting device without a certificate at hand', () => {
    const bare = fails('tls.expired', { tls: { chain: [], trust: null } });
    const finding = findingOf(session().https('mcr.microsoft.com').https('git.corp.example', bare).build(), 'certificate-expired');
    expect(finding?.confidence).not.toBe('certain');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['you']);
    expect(finding?.evidence.join(' ')).not.toContain('no public root');
  });
});

describe('tls-intercepted', () => {
  test('does not fire for a certificate that is invalid for another reason under a public root', () => {
    const told = session()
      .https('mcr.microsoft.com')
      .https(
        'app.gitpod.io',
        fails('tls.bad-certificate', {
          tls: { handshakeCompleted: true, trust: { public: 'trusted', system: 'trusted', extra: 'unknown' } },
        }),
      );
    expect(rootsOf(told.build())).not.toContain('tls-intercepted');
  });
});

describe("a gateway's mark in Via", () => {
  const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
  const marked = (facts: Partial<HttpAnswer> = {}) => ({ ...signed, answer: { filterVendor: 'Cisco Secure Web Appliance', ...facts } });

  test('is no filter page on a forwarded answer', () => {
    const told = session().https('app.gitpod.io', passes(marked())).https('ghcr.io', passes(marked())).build();
    expect(rootsOf(told)).toEqual(['tls-intercepted']);
    expect(verdictOf(told, 'app.gitpod.io')).toBe('met');
  });

  test('leaves the author of a bare error undecided', () => {
    const outcome = fails('http.status', { status: 404, ...marked({ pageClass: 'error' }) });
    expect(findingOf(session().https('app.gitpod.io', outcome).build(), 'block-page')?.confidence).toBe('likely');
  });
});

describe('challenge pages', () => {
  const page = { pageClass: 'challenge' as const, contentType: 'text/html' };

  test('are a refusal, not a server error, with a 5xx status', () => {
    const told = session()
      .https('mcr.microsoft.com')
      .https('app.gitpod.io', fails('http.status', { status: 503, answer: page }));
    expect(rootsOf(told.build())).toEqual(['challenge-page']);
    expect(findingOf(told.build(), 'service-unhealthy')).toBeUndefined();
  });

  test('are no filter page where an inspecting device forwards them', () => {
    const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
    const told = session().https('app.gitpod.io', fails('http.status', { status: 403, answer: page, ...signed }));
    expect(rootsOf(told.build())).not.toContain('block-page');
    expect(findingOf(told.build(), 'challenge-page')?.confidence).toBe('likely');
  });
});

describe("pages under a company's certificate", () => {
  const signed = { trust: { public: 'untrusted' as const, system: 'trusted' as const }, issuer: 'Example Corp Inspection CA' };
  const proof = { status: 'success-or-redirect' as const, contentType: 'application/json', headers: [], extract: null };
  const of = { proof: { ...proof, followRedirects: true, calibrated: null } };
  const html = (pageClass: 'other' | 'error', status = 200) => ({ status, answer: { contentType: 'text/html', pageClass }, ...signed });
  const beside = () => session().https('mcr.microsoft.com', passes({ ...signed, answer: { contentType: 'text/html' } }));

  test("are a filter's where HTML comes in place of JSON", () => {
    const told = beside().https(`https://${RELEASES}/manifest.json`, passes(html('other')), { of });
    expect(rootsOf(told.build())).toContain('block-page');
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('likely');
  });

  test("are a filter's where an error page has a success status", () => {
    const told = beside().https(`https://${RELEASES}/`, passes(html('error')));
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('likely');
  });

  test("may be the service's own, forwarded, where an error page has an error status", () => {
    const told = beside().https(`https://${RELEASES}/manifest.json`, fails('http.status', html('error', 403)), { of });
    expect(findingOf(told.build(), 'block-page')?.confidence).toBe('possible');
  });

  test('are fine where JSON was requested', () => {
    const json = passes({ ...signed, answer: { contentType: 'application/json' } });
    expect(rootsOf(beside().https(`https://${RELEASES}/manifest.json`, json, { of }).build())).not.toContain('block-page');
  });

  test('say nothing where the expected type is unknown', () => {
    expect(
      rootsOf(
        beside()
          .https(`https://${RELEASES}/`, passes(html('other')))
          .build(),
      ),
    ).not.toContain('block-page');
  });
});

describe("the user's own hosts without TLS", () => {
  test.each([
    [503, 'service-unhealthy'],
    [403, 'service-refuses-client'],
    [404, 'service-path-gone'],
  ] as const)('status %i is explained by %s', (status, cause) => {
    const told = session()
      .https('mcr.microsoft.com')
      .http('http://git.corp.example/', fails('http.status', { status, answer: { pageClass: 'none', contentType: 'application/json' } }));
    expect(rootsOf(told.build())).toEqual([cause]);
    expect(findingOf(told.build(), cause)?.confidence).not.toBe('certain');
  });
});
