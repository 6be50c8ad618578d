import { describe, expect, test } from 'vitest';
import type { Requirement } from '../../model/requirement.ts';
import { cancelled, crashes, fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { rootsOf, verdictOf } from '../testing/told.ts';
import { diagnose } from './diagnose.ts';

const counted = (told: ReturnType<typeof session>, id: string) =>
  diagnose(told.build()).verdicts.find((verdict) => verdict.requirement === id)?.counts;

describe('the verdict of a requirement', () => {
  test.each([
    ['met', 'the request passes', passes()],
    ['unmet', 'the connection times out', fails('tcp.timeout')],
    ['unmet', 'an unknown CA signed the certificate', fails('tls.unknown-issuer')],
    ['unknown: probe-crashed', 'the probe crashes', crashes],
    ['unknown: deadline', 'the deadline cancels the probe', cancelled('deadline')],
    ['unknown: not-run', 'the user cancels the probe', cancelled('person')],
  ] as const)('is “%s” when %s', (verdict, _, outcome) => {
    expect(verdictOf(session().https('app.gitpod.io', outcome).build(), 'app.gitpod.io')).toBe(verdict);
  });

  test('is “unmet” when a request fails, even if a finding about the proxy explains the failure', () => {
    const told = session().proxy('http://proxy.corp:3128').https('app.gitpod.io', fails('tunnel.407')).build();
    expect(verdictOf(told, 'app.gitpod.io')).toBe('unmet');
  });

  test('is “unmet” for a page of a filter under a private CA that this machine trusts', () => {
    const trusted = { trust: { public: 'untrusted', system: 'trusted' } } as const;
    const told = (facts: object) =>
      session()
        .https('app.gitpod.io', passes({ ...trusted, ...facts }))
        .build();
    expect(verdictOf(told({ answer: { pageClass: 'block-page' } }), 'app.gitpod.io')).toBe('unmet');
    expect(verdictOf(told({ answer: { filterVendor: 'Zscaler', pageClass: 'login' } }), 'app.gitpod.io')).toBe('unmet');
    expect(verdictOf(told({}), 'app.gitpod.io')).toBe('met');
  });

  test('is “met” for a response over publicly verified TLS, whatever its content', () => {
    const told = session()
      .https('app.gitpod.io', passes({ answer: { pageClass: 'block-page' } }))
      .build();
    expect(verdictOf(told, 'app.gitpod.io')).toBe('met');
  });

  test('is “unmet” when a target fails, and “unknown” when a target is unmeasured', () => {
    const two = session()
      .https('a.gitpod.io', passes(), { requirement: 'row' })
      .https('b.gitpod.io', fails('tcp.refused'), { requirement: 'row' });
    expect(verdictOf(two.build(), 'row')).toBe('unmet');
    const target = { kind: 'https', url: 'https://c.gitpod.io/', host: 'c.gitpod.io', port: 443, path: '/' } as const;
    const open = session()
      .requirement('row', { targets: [{ target, standsFor: null }] })
      .https('a.gitpod.io', passes(), { requirement: 'row' })
      .notStarted('row');
    expect(verdictOf(open.build(), 'row')).toBe('unknown: deadline');
  });

  test('is “met” for gateway.udp-4242 only if every address answers', () => {
    const told = () => session().udp('35.171.240.32');
    expect(verdictOf(told().udp('13.216.138.24').build(), 'gateway.udp-4242')).toBe('met');
    expect(verdictOf(told().udp('13.216.138.24', fails('udp.silent')).build(), 'gateway.udp-4242')).toBe('unknown: no-reply');
    expect(verdictOf(told().udp('13.216.138.24', fails('udp.refused')).build(), 'gateway.udp-4242')).toBe('unmet');
  });

  test('is “unknown” for a 404 from a host name that was invented for a wildcard', () => {
    const target = { kind: 'https', url: 'https://x.gitpod.dev/', host: 'x.gitpod.dev', port: 443, path: '/' } as const;
    const told = (standsFor: string | null) =>
      session()
        .requirement('row', { targets: [{ target, standsFor }] })
        .https('x.gitpod.dev', fails('http.status', { status: 404 }), { requirement: 'row' })
        .build();
    expect(verdictOf(told('*.gitpod.dev'), 'row')).toBe('unknown: not-calibrated');
    expect(verdictOf(told(null), 'row')).toBe('unmet');
  });

  test('is “met” despite a failed lookup when the request passes through a proxy', () => {
    const told = session().proxy('http://proxy.corp:3128').https('app.gitpod.io').dns('app.gitpod.io', 'dns.nxdomain').build();
    expect(verdictOf(told, 'app.gitpod.io')).toBe('met');
    expect(diagnose(told).findings).toEqual([]);
  });
});

describe('a requirement', () => {
  const row = (of: Partial<Requirement>, profile = {}) => session(profile).https('app.gitpod.io', passes(), { requirement: 'row', of });

  test('counts if it is required, or if it is conditional and its condition is true', () => {
    const conditional = { level: 'conditional', conditions: [{ kind: 'runner', is: 'standard' }] } as const satisfies Partial<Requirement>;
    expect(counted(row({}), 'row')).toBe(true);
    expect(counted(row({ level: 'optional' }), 'row')).toBe(false);
    expect(counted(row({ ...conditional, conditions: [...conditional.conditions] }), 'row')).toBe(false);
    expect(counted(row({ ...conditional, conditions: [...conditional.conditions] }, { runner: 'standard' }), 'row')).toBe(true);
    const other = row({ ...conditional, conditions: [...conditional.conditions] }, { runner: 'enterprise' });
    expect(counted(other, 'row')).toBe(false);
    expect(verdictOf(other.build(), 'row')).toBe('not-applicable');
  });

  test.each([
    ['is inconclusive if it fails and the user named no editor', fails('tcp.refused'), {}, 'unknown: needs-input', true],
    ['is met if it passes and the user named no editor', passes(), {}, 'met', false],
    ['is unmet if it fails and the user named VS Code', fails('tcp.refused'), { ide: ['vscode' as const] }, 'unmet', true],
    ['does not apply if the user named another editor', fails('tcp.refused'), { ide: ['jetbrains' as const] }, 'not-applicable', false],
    ['does not apply if the user said that no editor is used', fails('tcp.refused'), { ide: ['none' as const] }, 'not-applicable', false],
    [
      'is unknown if it fails on a machine that does not need it',
      fails('tcp.refused'),
      { from: 'runner' as const },
      'unknown: wrong-vantage',
      false,
    ],
  ])('that depends on VS Code %s', (_, outcome, profile, verdict, counting) => {
    const of: Partial<Requirement> = { level: 'conditional', conditions: [{ kind: 'ide', is: 'vscode' }], neededFrom: ['environment'] };
    const told = row(of, profile).https('b.gitpod.io', outcome, { requirement: 'row' });
    expect(verdictOf(told.build(), 'row')).toBe(verdict);
    expect(counted(told, 'row')).toBe(counting);
  });

  test('never counts if it is optional, whatever its condition', () => {
    const told = session().https('app.gitpod.io', fails('tcp.refused'), {
      requirement: 'row',
      of: { level: 'optional', conditions: [{ kind: 'ide', is: 'vscode' }] },
    });
    expect([verdictOf(told.build(), 'row'), counted(told, 'row')]).toEqual(['unmet', false]);
  });

  test('is unknown if it is not needed on this machine, even if it was measured', () => {
    const told = row({ neededFrom: ['runner'] }, { from: 'laptop' });
    expect(verdictOf(told.build(), 'row')).toBe('unknown: wrong-vantage');
    expect(counted(told, 'row')).toBe(false);
    expect(diagnose(told.build()).notes.map((note) => note.name)).toEqual(['measured-from-elsewhere']);
  });

  test.each([
    ['vscode', ['measured-from-elsewhere']],
    ['browser', []],
  ] as const)('of the gateway, measured on another machine than the runner, adds for the symptom %s the notes %j', (symptom, names) => {
    const told = session({ from: 'laptop', symptom }).requirement('gateway.api-443', { area: 'gateway', neededFrom: ['runner'] });
    const { notes } = diagnose({ ...told.build(), asked: new Set() });
    expect(notes.map(({ name }) => name)).toEqual(names);
  });

  test('about an image is inconclusive and still counts if the user did not consent to AWS calls', () => {
    const told = session().requirement('ami.bottlerocket');
    expect(verdictOf(told.build(), 'ami.bottlerocket')).toBe('unknown: needs-consent');
    expect(counted(told, 'ami.bottlerocket')).toBe(true);
  });

  test('is unknown if the user did not answer a question that it depends on', () => {
    expect(verdictOf(session().requirement('row', { missing: 'region' }).build(), 'row')).toBe('unknown: needs-input');
  });

  test('about the metadata service does not apply off EC2, and is only inconclusive if EC2 is not confirmed', () => {
    const of: Partial<Requirement> = { level: 'conditional', conditions: [{ kind: 'ec2' }] };
    const told = (ec2: boolean | null) =>
      session().host({ ec2 }).http('http://169.254.169.254/', fails('tcp.timeout'), { requirement: 'imds.endpoint', of }).build();
    expect(verdictOf(told(false), 'imds.endpoint')).toBe('not-applicable');
    expect(verdictOf(told(null), 'imds.endpoint')).toBe('unknown: no-reply');
    expect(verdictOf(told(true), 'imds.endpoint')).toBe('unmet');
    expect(diagnose(told(false)).findings).toEqual([]);
  });
});

describe('requirements about this machine', () => {
  const own = { origin: 'tool' } as const;
  const healthy = () =>
    session()
      .requirement('host.network', own)
      .requirement('host.clock', own)
      .requirement('host.trust-files', own)
      .requirement('proxy.variables', own)
      .requirement('proxy.reachable', own)
      .requirement('dns.resolvers', own)
      .dns('app.gitpod.io')
      .https('app.gitpod.io');

  test('are met on a healthy machine, but those about a proxy do not apply without a proxy', () => {
    const told = healthy().build();
    const verdicts = Object.fromEntries(diagnose(told).verdicts.map((each) => [each.requirement, each.verdict]));
    expect(verdicts).toMatchObject({ 'host.network': 'met', 'host.clock': 'met', 'host.trust-files': 'met', 'dns.resolvers': 'met' });
    expect(verdicts).toMatchObject({ 'proxy.variables': 'not-applicable', 'proxy.reachable': 'not-applicable' });
  });

  test('do not include dns.resolvers when a proxy resolves names', () => {
    const told = session().requirement('dns.resolvers', own).proxy('http://10.0.0.9:3128').https('app.gitpod.io').build();
    expect(verdictOf(told, 'dns.resolvers')).toBe('not-applicable');
  });

  test('include proxy.reachable as unmet when the proxy refuses connections', () => {
    const told = session()
      .requirement('proxy.reachable', own)
      .proxy('http://proxy.corp:3128')
      .https('app.gitpod.io', fails('tcp.refused'))
      .build();
    expect(verdictOf(told, 'proxy.reachable')).toBe('unmet');
  });

  /** The row of the proxy: one CONNECT for a listed host. */
  const asked = (seen: Parameters<SessionBuilder['tcp']>[2]) =>
    session()
      .requirement('proxy.reachable', own)
      .proxy('http://proxy.corp:3128')
      .tcp('app.gitpod.io', 443, seen, { requirement: 'proxy.reachable' });
  const OTHER_PASSES = ['other-host', 'mcr.microsoft.com', passes(), { requirement: 'proxy.reachable' }] as const;

  test.each<[seen: string, told: SessionBuilder, verdict: string, causes: string[]]>([
    ['it is met when the tunnel opens', asked(passes()), 'met', []],
    [
      'it is unmet when the proxy demands a login and no login was sent',
      asked(fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } })),
      'unmet',
      ['proxy-requires-login'],
    ],
    [
      'it is unmet when the proxy rejects the login',
      asked(fails('tunnel.407', { tunnel: { credentialsSent: true } })),
      'unmet',
      ['proxy-rejects-credentials'],
    ],
    [
      "it is unmet when the proxy demands a login scheme that Gitpod's programs do not support",
      asked(fails('tunnel.407', { tunnel: { authenticate: ['NTLM'] } })),
      'unmet',
      ['proxy-login-scheme-unsupported'],
    ],
    ['it is unmet when the port of the proxy is closed', asked(fails('tcp.refused')), 'unmet', ['proxy-unreachable']],
    [
      'it is unmet when the proxy answers 403 and no other host was tried',
      asked(fails('tunnel.4xx')),
      'unmet',
      ['proxy-refuses-everything'],
    ],
    [
      'it is met when the proxy answers 403 for this host and another host passes',
      asked(fails('tunnel.4xx')).control(...OTHER_PASSES),
      'met',
      ['proxy-refuses-host'],
    ],
    [
      'it is unmet when the proxy answers 503 and no other host was tried',
      asked(fails('tunnel.5xx')),
      'unmet',
      ['proxy-cannot-reach-upstream'],
    ],
    [
      'it is met when the proxy answers 503 for this host and another host passes',
      asked(fails('tunnel.5xx')).https('mcr.microsoft.com'),
      'met',
      ['proxy-cannot-reach-upstream'],
    ],
  ])('include proxy.reachable, which one CONNECT request decides: %s', (_, told, verdict, causes) => {
    expect(verdictOf(told.build(), 'proxy.reachable')).toBe(verdict);
    expect(rootsOf(told.build())).toEqual(causes);
  });
});
