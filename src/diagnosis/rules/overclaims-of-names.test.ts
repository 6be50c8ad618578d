/** If one of these fails, a rule claims more about a name or its resolver than was seen. */
import { describe, expect, test } from 'vitest';
import { fails, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const RELEASES = 'releases.gitpod.io';

const STANDARD = { from: 'runner', runner: 'standard' } as const;

describe('resolver-refuses', () => {
  test('does not fire when the IPv4 query times out and the name has no IPv6 address', () => {
    const built = asked('dns.timeout', 'dns.no-data');
    expect(rootsOf(built)).toEqual(['unexplained-failure']);
    expect(findingOf(built, 'unexplained-failure')).toMatchObject({ severity: 'degraded', confidence: 'possible' });
    expect(verdictOf(built, RELEASES)).toBe('unknown: no-reply');
  });

  /** One resolver, queried for each address family. */
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

  test('defers to resolver-silent when the IPv4 query times out and the IPv6 query gets SERVFAIL', () => {
    expect(rootsOf(asked('dns.timeout', 'dns.servfail'))).toEqual(['resolver-silent']);
  });

  test('fires when the IPv6 query gets SERVFAIL and the name has no IPv4 address', () => {
    expect(rootsOf(asked('dns.no-data', 'dns.servfail'))).toEqual(['resolver-refuses']);
  });

  test('fires when the IPv4 query gets SERVFAIL', () => {
    expect(rootsOf(asked('dns.servfail', 'dns.no-data'))).toEqual(['resolver-refuses']);
  });
});

describe('resolver-silent', () => {
  const silent = () =>
    ['app.gitpod.io', 'mcr.microsoft.com'].reduce(
      (told, host) => told.dns(host, 'dns.timeout').https(host, fails('dns.timeout')),
      session(STANDARD).udp('35.171.240.32'),
    );

  test('is certain when no name resolves and the network works', () => {
    expect(findingOf(silent().build(), 'resolver-silent')?.confidence).toBe('certain');
  });

  test('is only possible when the resolver answers for another name', () => {
    const told = silent().dns('releases.gitpod.io', 'dns.timeout', ['52.1.1.1']).https('releases.gitpod.io', fails('dns.timeout'));
    expect(findingOf(told.build(), 'resolver-silent')?.confidence).toBe('possible');
    expect(findingOf(told.build(), 'resolver-silent')?.title).toContain('for app.gitpod.io and mcr.microsoft.com');
  });

  test('is only possible when the name of a control resolves', () => {
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

  test("asks the network team when the network's own resolver answers NXDOMAIN", () => {
    const finding = findingOf(missing('10.0.0.2'), 'name-not-found');
    expect(finding?.confidence).toBe('certain');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['network-team']);
  });

  test('is only likely, and asks Gitpod, when a public resolver answers NXDOMAIN, because the name may have been removed', () => {
    const finding = findingOf(missing('8.8.8.8'), 'name-not-found');
    expect(finding?.confidence).toBe('likely');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['gitpod', 'you']);
  });
});

describe('a refusal by the second resolver after the first did not answer', () => {
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
  ] as const)('gives a finding about only the second resolver: %s is reported as %s', (kind, name) => {
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

  test("does not fire for localhost, or for a private address of the user's own host", () => {
    const local = session()
      .https('mcr.microsoft.com')
      .https('localhost', fails('tcp.refused', { addresses: ['127.0.0.1'] }));
    expect(rootsOf(local.build())).not.toContain('name-sinkholed');
    expect(rootsOf(own('10.1.1.1'))).not.toContain('name-sinkholed');
  });

  test('is only likely for an address in 100.64.0.0/10, which a client on this machine may assign', () => {
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

  test.each(['0.0.0.0', '127.0.0.1'])('is reported as a certain sinkhole if it is %s', (address) => {
    expect(findingOf(led(address), 'name-sinkholed')?.confidence).toBe('certain');
  });

  test.each(['10.1.2.3', '169.254.7.7'])(
    'is reported only as a likely sinkhole if it is %s, because a silent host may own it',
    (address) => {
      expect(findingOf(led(address), 'name-sinkholed')?.confidence).toBe('likely');
    },
  );
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

  test('is likely when only the system lookup returns the same address for names of two owners', () => {
    const told = led(['52.1.1.1'], ['13.1.1.1']);
    expect(rootsOf(told)).toEqual(['resolvers-disagree']);
    expect(findingOf(told, 'resolvers-disagree')?.confidence).toBe('likely');
  });

  test('does not fire when every resolver returns the same address for both names', () => {
    expect(findingOf(led(WRONG, WRONG), 'resolvers-disagree')).toBeUndefined();
  });
});
