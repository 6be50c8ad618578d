import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf, verdictOf } from '../testing/told.ts';

const HOSTS = ['app.gitpod.io', 'mcr.microsoft.com', 'download.jetbrains.com'];
const NAME = 'resolver-knows-no-public-names';

/** Every public name ends in this way. */
function unknown(kind: FailureKind, told: SessionBuilder = session()): SessionBuilder {
  for (const host of HOSTS) told.dns(host, kind).https(host, fails(kind));
  return told;
}

describe('resolver-knows-no-public-names without a proxy', () => {
  test.each(['dns.nxdomain', 'dns.no-data'] as const)('is certain if names of three owners get %s', (kind) => {
    const told = unknown(kind).build();
    expect(rootsOf(told)).toEqual([NAME]);
    const finding = findingOf(told, NAME);
    expect(finding).toMatchObject({ confidence: 'certain', severity: 'blocker', observations: ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] });
    expect(finding?.title).toBe('The DNS of this network knows no public names, and no proxy is known');
    expect(finding?.fixes.map(({ owner }) => owner)).toEqual(['network-team', 'you']);
    expect(finding?.fixes[0]?.text).toContain('Please tell us the address of the proxy');
  });

  test.each(['dns.servfail', 'dns.refused'] as const)('is certain for %s if an internal name resolves', (kind) => {
    const told = unknown(kind, session().dns('git.corp.example', ['10.1.2.3']).https('git.corp.example')).build();
    expect(rootsOf(told)).toEqual([NAME]);
    expect(findingOf(told, NAME)?.confidence).toBe('certain');
  });

  test.each(['dns.servfail', 'dns.refused'] as const)('is replaced by resolver-refuses if every name gets %s', (kind) => {
    const told = unknown(kind).build();
    expect(rootsOf(told)).toEqual(['resolver-refuses']);
    expect(findingOf(told, 'resolver-refuses')?.confidence).toBe('likely');
  });

  test('is only likely if a name of the company has a public address', () => {
    const told = unknown('dns.nxdomain', session().dns('git.corp.example').https('git.corp.example')).build();
    expect(findingOf(told, NAME)?.confidence).toBe('likely');
  });

  test('is only likely if only the system lookup gave the answers', () => {
    const told = session().host({ resolvers: [] });
    expect(findingOf(unknown('dns.nxdomain', told).build(), NAME)?.confidence).toBe('likely');
  });

  test('is replaced by name-not-found if one public name resolves', () => {
    expect(rootsOf(unknown('dns.nxdomain', session().dns('ghcr.io').https('ghcr.io')).build())).toEqual(['name-not-found']);
  });

  test('does not fire if the resolver answers a public name with 0.0.0.0, because then it knows public names', () => {
    const sunk = session()
      .dns('ghcr.io', ['0.0.0.0'])
      .https('ghcr.io', fails('tcp.refused', { addresses: ['0.0.0.0'] }));
    expect(rootsOf(unknown('dns.nxdomain', sunk).build())).not.toContain(NAME);
  });

  test('does not fire for names of one owner, which may have been removed', () => {
    const told = session();
    for (const host of ['app.gitpod.io', 'releases.gitpod.io']) told.dns(host, 'dns.nxdomain').https(host, fails('dns.nxdomain'));
    expect(rootsOf(told.build())).toEqual(['name-not-found']);
    expect(findingOf(told.build(), 'name-not-found')?.confidence).toBe('likely');
  });

  test.each([
    ['a proxy with a private address', 'proxy.corp.example', '10.0.0.9', 'likely'],
    ['a proxy with a public address', 'proxy.corp.example', '35.171.240.32', 'likely'],
    ['an internal server', 'git.corp.example', '10.1.2.3', 'likely'],
    ['another public host', 'git.corp.example', '35.171.240.32', 'certain'],
    ['another published host', 'ghcr.io', '35.171.240.32', 'certain'],
    ['a published host with a private address', 'ec2.us-east-1.amazonaws.com', '10.1.2.3', 'likely'],
  ] as const)('leaves name-not-found $3 if the only other name that resolves is that of %s', (_, name, address, confidence) => {
    const told = session().proxy('http://proxy.corp.example:3128').https('mcr.microsoft.com').dns(name, [address]);
    told.direct().dns('releases.gitpod.io', 'dns.nxdomain').https('releases.gitpod.io', fails('dns.nxdomain'));
    expect(findingOf(told.build(), 'name-not-found')?.confidence).toBe(confidence);
  });

  test('keeps resolver-refuses at likely unless another public name resolves', () => {
    const told = (address: string) =>
      findingOf(
        session()
          .dns('git.corp.example', [address])
          .https('git.corp.example', passes({ addresses: [address] }))
          .dns('ghcr.io', 'dns.servfail')
          .https('ghcr.io', fails('dns.servfail'))
          .build(),
        'resolver-refuses',
      );
    expect(told('10.1.2.3')?.confidence).toBe('likely');
    expect(told('35.171.240.32')?.confidence).toBe('certain');
  });

  test('is replaced by resolver-silent if no lookup gets an answer', () => {
    expect(rootsOf(unknown('dns.timeout').build())).toEqual(['resolver-silent']);
  });

  test('is replaced by no-network if the machine has no network', () => {
    expect(rootsOf(unknown('dns.nxdomain').host({ interfaces: 0, defaultRoute4: false }).build())).toEqual(['no-network']);
  });

  test('leaves host.network met even if the gateway does not answer and the metadata service answers 403', () => {
    const told = unknown('dns.nxdomain')
      .requirement('host.network', { origin: 'tool' })
      .http('http://169.254.169.254/latest/meta-data/', fails('http.status', { status: 403 }), {
        requirement: 'imds.endpoint',
        of: { level: 'conditional', conditions: [{ kind: 'ec2' }] },
      })
      .udp('35.171.240.32', fails('udp.silent'))
      .host({ ec2: null })
      .build();
    expect(rootsOf(told)).toEqual([NAME]);
    expect(verdictOf(told, 'host.network')).toBe('met');
    // It answered, but its answer is not calibrated.
    expect(verdictOf(told, 'imds.endpoint')).toBe('unknown: not-calibrated');
    expect(findingOf(told, NAME)?.requirements).not.toContain('host.network');
  });

  test('is not replaced by no-network while the metadata service answers, even without routes to the gateway', () => {
    const told = unknown('dns.timeout')
      .http('http://169.254.169.254/latest/meta-data/', fails('http.status', { status: 403 }))
      .udp('35.171.240.32', fails('udp.no-route'))
      .build();
    expect(rootsOf(told)).not.toContain('no-network');
  });
});

describe('resolver-knows-no-public-names with a proxy', () => {
  test('does not fire for unknown names if the proxy forwards every request', () => {
    const told = session().proxy('http://10.0.0.9:3128');
    for (const host of HOSTS) told.https(host).dns(host, 'dns.nxdomain', 'dns.nxdomain', { role: 'control' });
    expect(rootsOf(told.build())).toEqual([]);
  });

  test('asks the user to remove a host from NO_PROXY if the proxy reaches the host', () => {
    const told = session().proxy('http://10.0.0.9:3128');
    for (const host of HOSTS) told.https(host).dns(host, 'dns.nxdomain', 'dns.nxdomain', { role: 'control' });
    told
      .host({ noProxy: [{ name: 'NO_PROXY', entries: ['releases.gitpod.io'], unreadable: 0, hasBlanks: false }] })
      .control('other-route', 'releases.gitpod.io');
    told.direct().dns('releases.gitpod.io', 'dns.nxdomain').https('releases.gitpod.io', fails('dns.nxdomain'));
    const finding = findingOf(told.build(), NAME);
    expect(rootsOf(told.build())).toEqual([NAME]);
    expect(finding?.title).toBe('Your DNS knows no public names, so programs that do not use the proxy 10.0.0.9:3128 fail');
    expect(finding?.evidence).toContain('Through the proxy releases.gitpod.io answers.');
    expect(finding?.fixes[0]).toMatchObject({
      owner: 'you',
      text: 'Remove releases.gitpod.io from NO_PROXY, so that programs connect through the proxy 10.0.0.9:3128. In a test, releases.gitpod.io was reached in this way.',
    });
  });

  test('asks the user to use the proxy if programs connect directly', () => {
    const told = session().proxy('http://10.0.0.9:3128').https('ghcr.io').direct();
    const finding = findingOf(unknown('dns.refused', told).build(), NAME);
    expect(finding?.fixes[0]?.text).toContain('use the proxy 10.0.0.9:3128');
  });

  test('is a consequence of proxy-not-configured if the proxy of another program works, and mentions an untested proxy', () => {
    const other = {
      program: 'git' as const,
      proxy: { scheme: 'http' as const, host: 'proxy.corp', port: 3128 },
      hasCredentials: false,
      noProxy: [],
      file: '/home/me/.gitconfig',
    };
    const told = unknown('dns.nxdomain', session().host({ otherProxies: [other] }))
      .via('http://proxy.corp:3128')
      .control('other-programs-proxy', 'app.gitpod.io', passes())
      .build();
    expect(rootsOf(told)).toEqual(['proxy-not-configured']);
    expect(findingOf(told, NAME)?.causedBy).toBe('GD108');
    const untried = unknown('dns.nxdomain', session().host({ otherProxies: [other] })).build();
    expect(findingOf(untried, NAME)?.fixes[1]?.text).toContain('proxy.corp:3128');
  });

  test('is replaced by proxy-unreachable if the name of the proxy does not resolve', () => {
    const told = session().proxy('http://proxy.corp:3128').dns('proxy.corp', 'dns.nxdomain');
    for (const host of HOSTS) told.https(host, fails('dns.nxdomain'));
    expect(rootsOf(told.build())).toEqual(['proxy-unreachable']);
  });
});
