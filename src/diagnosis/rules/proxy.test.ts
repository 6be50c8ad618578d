import { describe, expect, test } from 'vitest';
import type { SessionBuilder } from '../testing/session.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf, textOfFinding } from '../testing/told.ts';

const PROXY = 'http://proxy.corp:3128';
const enterprise = { from: 'runner', runner: 'enterprise' } as const;
const asks = (schemes: string[], credentialsSent = false) => fails('tunnel.407', { tunnel: { authenticate: schemes, credentialsSent } });
const behindProxy = () => session(enterprise).proxy(PROXY);

/** Each line: the observations and the only cause to report for them. */
const CASES: [seen: string, told: SessionBuilder, cause: string[]][] = [
  [
    'the name of the proxy does not resolve',
    behindProxy().https('app.gitpod.io', fails('dns.nxdomain')).https('mcr.microsoft.com', fails('dns.nxdomain')),
    ['proxy-unreachable'],
  ],
  [
    'the port of the proxy refuses connections, also in a direct check',
    behindProxy().https('app.gitpod.io', fails('tcp.refused')).direct().tcp('proxy.corp', 3128, fails('tcp.refused')),
    ['proxy-unreachable'],
  ],
  ['TLS with the proxy fails', behindProxy().https('app.gitpod.io', fails('tls.unknown-issuer', { peer: 'proxy' })), ['proxy-unreachable']],
  ['the proxy answers 407 without credentials', behindProxy().https('app.gitpod.io', asks(['Basic'])), ['proxy-requires-login']],
  ['the proxy answers 407 without a scheme', behindProxy().https('app.gitpod.io', asks([])), ['proxy-requires-login']],
  [
    'the proxy answers 407 although credentials were sent',
    behindProxy().https('app.gitpod.io', asks(['Basic'], true)),
    ['proxy-rejects-credentials'],
  ],
  [
    'the proxy answers 407 and does not offer Basic',
    behindProxy().https('app.gitpod.io', asks(['NTLM', 'Negotiate'])),
    ['proxy-login-scheme-unsupported'],
  ],
  [
    'the proxy answers 407 and offers Basic among others',
    behindProxy().https('app.gitpod.io', asks(['Negotiate', 'Basic'])),
    ['proxy-requires-login'],
  ],
  [
    'the proxy refuses one host and allows another host on the same port',
    behindProxy().https('app.gitpod.io', fails('tunnel.4xx')).https('mcr.microsoft.com'),
    ['proxy-refuses-host'],
  ],
  [
    'the proxy refuses port 8443 and allows port 443',
    behindProxy().https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx')).https('app.gitpod.io'),
    ['proxy-refuses-port'],
  ],
  [
    'the proxy refuses port 8443 and demands a login for port 443',
    behindProxy()
      .https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx'))
      .https('app.gitpod.io', asks(['Basic'])),
    ['proxy-requires-login', 'proxy-refuses-port'],
  ],
  [
    'the proxy refuses one host on both ports and allows another host',
    behindProxy()
      .https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx'))
      .https('app.gitpod.io')
      .control('port-443', 'us01.gitpod.dev', fails('tunnel.4xx'), { requirement: 'us01.gitpod.dev:8443' }),
    ['proxy-refuses-host'],
  ],
  [
    'the proxy refuses the only measured host, and a control to another host passes',
    behindProxy()
      .https('releases.gitpod.io', fails('tunnel.4xx'))
      .control('other-host', 'mcr.microsoft.com', passes(), { requirement: 'releases.gitpod.io' }),
    ['proxy-refuses-host'],
  ],
  [
    'the proxy refuses the only measured host and a control to another host',
    behindProxy()
      .https('releases.gitpod.io', fails('tunnel.4xx'))
      .control('other-host', 'mcr.microsoft.com', fails('tunnel.4xx'), { requirement: 'releases.gitpod.io' }),
    ['proxy-refuses-everything'],
  ],
  [
    'the proxy refuses every host and port',
    behindProxy()
      .https('app.gitpod.io', fails('tunnel.4xx'))
      .https('mcr.microsoft.com', fails('tunnel.4xx'))
      .https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx')),
    ['proxy-refuses-everything'],
  ],
  [
    'the proxy cuts off every CONNECT',
    behindProxy().https('app.gitpod.io', fails('tunnel.closed')).https('mcr.microsoft.com', fails('tunnel.closed')),
    ['proxy-refuses-everything'],
  ],
  [
    'the proxy answers 503 for one host',
    behindProxy().https('app.gitpod.io', fails('tunnel.5xx')).https('mcr.microsoft.com'),
    ['proxy-cannot-reach-upstream'],
  ],
  [
    'the proxy never answers CONNECT to one host',
    behindProxy().https('app.gitpod.io', fails('tunnel.timeout')).https('mcr.microsoft.com'),
    ['proxy-cannot-reach-upstream'],
  ],
];

describe('a fault of the proxy', () => {
  test.each(CASES)('gives exactly the root causes $2 when %s', (_, told, cause) => {
    expect(rootsOf(told.build())).toEqual(expect.arrayContaining(cause));
    expect(rootsOf(told.build())).toHaveLength(cause.length);
  });

  test('is not reported for a 5xx inside the tunnel, which the service sends', () => {
    const told = behindProxy()
      .https('app.gitpod.io', fails('http.status', { status: 503 }))
      .build();
    expect(rootsOf(told)).not.toContain('proxy-cannot-reach-upstream');
  });

  test('is not reported for a direct connection that times out', () => {
    const told = session().https('app.gitpod.io', fails('tcp.timeout')).https('mcr.microsoft.com').build();
    expect(rootsOf(told)).not.toContain('proxy-unreachable');
  });

  test('is certain for a port only if the same host passes on another port', () => {
    const told = behindProxy().https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx')).https('app.gitpod.io');
    expect(findingOf(told.build(), 'proxy-refuses-port')?.confidence).toBe('likely');
    told.control('port-443', 'us01.gitpod.dev', passes(), { requirement: 'us01.gitpod.dev:8443' });
    expect(findingOf(told.build(), 'proxy-refuses-port')?.confidence).toBe('certain');
  });

  test('gets a second fix, a direct route to the refused port, only if a control shows that the route works', () => {
    const told = (outcome = passes()) =>
      session()
        .via('http://proxy.corp:3128')
        .https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx', { tunnel: { 'http.response.status_code': 403 } }))
        .https('app.gitpod.io')
        .direct()
        .control('other-route', 'https://us01.gitpod.dev:8443/', outcome)
        .build();
    const open = findingOf(told(), 'proxy-refuses-port');
    expect(open?.evidence).toContain('A direct connection to port 8443 of us01.gitpod.dev succeeds from here.');
    expect(open?.fixes.map(({ owner }) => owner)).toEqual(['network-team', 'you']);
    expect(findingOf(told(fails('tcp.timeout')), 'proxy-refuses-port')?.fixes.map(({ owner }) => owner)).toEqual(['network-team']);
  });

  test('gives the proxy, the port and the host in the request to the network team', () => {
    const told = behindProxy().https('https://us01.gitpod.dev:8443/', fails('tunnel.4xx')).https('app.gitpod.io').build();
    const fix = findingOf(told, 'proxy-refuses-port')?.fixes.find((each) => each.owner === 'network-team');
    expect(fix?.text).toContain('proxy.corp:3128');
    expect(fix?.text).toContain('8443');
    expect(fix?.command).toContain('us01.gitpod.dev');
    expect(fix?.verify).toEqual(['us01.gitpod.dev:8443']);
  });
});

test('proxy-unreachable says that TLS fails when the proxy accepts connections but its certificate is not trusted', () => {
  const told = session(enterprise)
    .proxy('https://proxy.corp:3128')
    .https('app.gitpod.io', fails('tls.unknown-issuer', { peer: 'proxy' }));
  expect(findingOf(told.build(), 'proxy-unreachable')).toMatchObject({
    title: 'TLS with the proxy proxy.corp:3128 itself fails',
    fixes: [{ owner: 'network-team' }, { owner: 'you', text: expect.stringContaining('write http:// instead') }],
  });
});

describe('the request to the network team', () => {
  const ask = (told: SessionBuilder, name: string) =>
    findingOf(told.build(), name)?.fixes.find(({ owner }) => owner === 'network-team')?.text ?? '';

  test.each<[cause: string, told: SessionBuilder]>([
    ['proxy-requires-login', behindProxy().https('app.gitpod.io', asks(['Basic']))],
    ['proxy-login-scheme-unsupported', behindProxy().https('app.gitpod.io', asks(['NTLM']))],
    ['proxy-refuses-everything', behindProxy().https('app.gitpod.io', fails('tunnel.4xx'))],
  ])('asks for every host that Gitpod needs if no host passes: %s', (cause, told) => {
    expect(ask(told, cause)).toContain('for every host that Gitpod needs from here');
  });

  test('lists the hosts if the proxy demands a login only for some hosts', () => {
    const told = behindProxy()
      .https('app.gitpod.io', asks(['Basic']))
      .https('mcr.microsoft.com');
    expect(ask(told, 'proxy-login-for-some-hosts')).toContain('Please exempt app.gitpod.io from the login as well');
  });
});
describe('the title of proxy-cannot-reach-upstream', () => {
  test('gives the host if only one host was requested, and no host if all hosts fail', () => {
    const one = behindProxy().https('app.gitpod.io', fails('tunnel.5xx'));
    expect(findingOf(one.build(), 'proxy-cannot-reach-upstream')?.title).toBe('The proxy proxy.corp:3128 cannot reach app.gitpod.io');
    const two = one.https('mcr.microsoft.com', fails('tunnel.5xx'));
    expect(findingOf(two.build(), 'proxy-cannot-reach-upstream')?.title).toBe('The proxy proxy.corp:3128 cannot reach anything behind it');
  });
});

test.each([
  [['NTLM'], 'cntlm for NTLM)'],
  [['Negotiate', 'NTLM'], 'cntlm for NTLM, px for Negotiate)'],
  [['Digest'], '(px for Digest)'],
])('the fix for a proxy that offers %j names a helper program that supports it', (schemes, helper) => {
  const seen = behindProxy().https('app.gitpod.io', asks(schemes)).https('mcr.microsoft.com', asks(schemes)).build();
  expect(textOfFinding(seen, 'proxy-login-scheme-unsupported')).toContain(helper);
});
