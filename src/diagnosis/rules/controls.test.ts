/**
 * Causes that only a control can tell apart. If one of these fails, somebody is sent to the firewall for a variable that
 * is not set, or to the packet size for a filter of long messages.
 */
import { describe, expect, test } from 'vitest';
import type { HostFacts, OtherProxy } from '../../model/host-facts.ts';
import { parseNoProxy, parseProxyVariable } from '../../model/proxy-variables.ts';
import { claimsOf, onlyClaim, rootCauses, unexplained, wordsOf } from '../evidence/testing/claims.ts';
import { RULES } from '../registry.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { proxyNotConfigured } from './108-proxy-not-configured.ts';
import { noProxyReadDifferently } from './112-no-proxy-read-differently.ts';
import { directRouteBlocked } from './113-direct-route-blocked.ts';
import { transparentProxy } from './117-transparent-proxy.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { tlsStalls } from './306-tls-stalls.ts';
import { largeHelloDropped } from './312-large-hello-dropped.ts';

const APP = 'app.gitpod.io';
const MARKET = 'marketplace.visualstudio.com';
const JETBRAINS = 'download.jetbrains.com';
const EC2 = 'ec2.us-east-1.amazonaws.com';
const SSM = 'ssm.us-east-1.amazonaws.com';
const PROXY = 'http://proxy.corp.example:3128';

const silent = fails('tls.timeout');
/** What a healthy peer says to an offer of the nineties. */
const refused = fails('tls.protocol-version');

describe('GD312 large-hello-dropped', () => {
  const dropped = () =>
    session()
      .https(MARKET, silent)
      .https(APP)
      .control('neutral-name', MARKET, silent)
      .control('small-hello', MARKET, passes())
      .control('small-answer', MARKET, refused);

  test('silence for the long message, an answer for the short one, the same name', () => {
    const claim = onlyClaim(largeHelloDropped, dropped().build());
    expect(claim).toMatchObject({ subject: MARKET, confidence: 'certain', accountsFor: ['o1'] });
    expect(wordsOf(largeHelloDropped, claim)).toContain('X25519');
    expect(rootsOf(dropped().build())).toEqual(['large-hello-dropped']);
  });

  test('an alert to the short message is an answer, too', () => {
    const built = session().https(MARKET, silent).control('small-hello', MARKET, fails('tls.alert')).build();
    expect(onlyClaim(largeHelloDropped, built).confidence).toBe('likely');
  });

  test('hosts without a control of their own are counted in while all controls agree', () => {
    const built = dropped().https(JETBRAINS, silent).build();
    expect(onlyClaim(largeHelloDropped, built).accountsFor).toEqual(['o1', 'o6']);
    const mixed = dropped()
      .https(JETBRAINS, silent)
      .control('small-hello', JETBRAINS, silent)
      .control('small-answer', JETBRAINS, refused)
      .build();
    expect(rootCauses([largeHelloDropped, tlsStalls], mixed).sort()).toEqual(['large-hello-dropped', 'tls-stalls']);
  });

  test('behind a proxy the short message goes the same way', () => {
    const built = session().proxy(PROXY).https(MARKET, silent).control('small-hello', MARKET, passes()).build();
    expect(wordsOf(largeHelloDropped, onlyClaim(largeHelloDropped, built))).toContain('behind the proxy');
    const other = session().proxy(PROXY).https(MARKET, silent).direct().control('small-hello', MARKET, passes()).build();
    expect(claimsOf(largeHelloDropped, other)).toEqual([]);
  });

  test('not tls-stalls: the short message gets no answer either', () => {
    const built = session().https(MARKET, silent).control('small-hello', MARKET, silent).control('small-answer', MARKET, refused).build();
    expect(claimsOf(largeHelloDropped, built)).toEqual([]);
  });

  test('not name-filtered-in-tls: a neutral name passes with a message of the same length', () => {
    const built = session()
      .https(MARKET, silent)
      .control('neutral-name', MARKET, fails('tls.name-mismatch', { tls: { serverName: 'example.com' } }))
      .build();
    expect(rootCauses([largeHelloDropped, tlsStalls, nameFilteredInTls], built)).toEqual(['name-filtered-in-tls']);
  });

  test('not with a control to another address', () => {
    const built = session()
      .https(MARKET, silent)
      .control('small-hello', MARKET, passes({ addresses: ['203.0.113.9'] }))
      .build();
    expect(claimsOf(largeHelloDropped, built)).toEqual([]);
  });
});

describe('GD306 tls-stalls', () => {
  const stalls = (answer: ReturnType<typeof fails>) =>
    session()
      .https(MARKET, silent)
      .https(APP)
      .control('neutral-name', MARKET, silent)
      .control('small-hello', MARKET, silent)
      .control('small-answer', MARKET, answer)
      .build();

  test.each([
    ['short answers alone come back: the packet size', refused, 'MTU of VPNs'],
    ['a closed connection is a short answer', fails('tls.closed'), 'MTU of VPNs'],
    ['not even they do: a device that holds TLS back', silent, 'so the packet size is not the reason'],
  ])('%s', (_what, answer, says) => {
    const claim = onlyClaim(tlsStalls, stalls(answer));
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o3', 'o4', 'o5'] });
    expect(wordsOf(tlsStalls, claim)).toContain(says);
    expect(rootsOf(stalls(answer))).toEqual(['tls-stalls']);
  });

  test('without the controls both are asked for, and it is no more than likely', () => {
    const claim = onlyClaim(tlsStalls, session().https(MARKET, silent).control('neutral-name', MARKET, silent).build());
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(tlsStalls, claim)).toContain('Whether the size of the packets decides is not settled.');
  });
});

describe('GD117 transparent-proxy', () => {
  const looked = (built: SessionBuilder, outcome = passes()) =>
    built.tcp('192.0.2.1', 443, outcome, { role: 'control', purpose: 'unserved-address', requirement: MARKET });

  test('an address that nobody has accepts, and handshakes end behind it: one cause', () => {
    const built = looked(session().https(MARKET, fails('tls.closed')).https(JETBRAINS, fails('tls.reset')).https(APP))
      .control('neutral-name', MARKET, fails('tls.closed'))
      .build();
    const claim = onlyClaim(transparentProxy, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1', 'o2'], evidence: ['o4'] });
    expect(wordsOf(transparentProxy, claim)).toContain('192.0.2.1');
    expect(rootsOf(built)).toEqual(['transparent-proxy']);
  });

  test('a filter of names in it keeps its own name beside it', () => {
    const built = looked(session().https(MARKET, fails('tls.reset')).https(APP))
      .control('neutral-name', MARKET, fails('tls.name-mismatch', { tls: { serverName: 'example.com' } }))
      .build();
    expect(rootsOf(built).sort()).toEqual(['name-filtered-in-tls', 'transparent-proxy']);
    expect(onlyClaim(transparentProxy, built).accountsFor).toEqual([]);
  });

  test('a client on this machine that hands out addresses of its own makes it likely only', () => {
    const built = looked(
      session()
        .dns(MARKET, ['100.64.1.7'])
        .https(MARKET, fails('tls.closed', { addresses: ['100.64.1.7'] })),
    ).build();
    const claim = onlyClaim(transparentProxy, built);
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(transparentProxy, claim)).toContain('zero-trust client seems to run on this machine');
  });

  test.each(['tcp.timeout', 'tcp.refused', 'tcp.unreachable'] as const)('not where nobody accepts: %s', (kind) => {
    expect(claimsOf(transparentProxy, looked(session().https(MARKET, fails('tls.closed')), fails(kind)).build())).toEqual([]);
  });

  test('an inspector that accepts for everybody is one cause, and this follows from it', () => {
    const built = looked(session().https(MARKET, fails('tls.unknown-issuer')).https(JETBRAINS, fails('tls.unknown-issuer'))).build();
    expect(rootsOf(built)).toEqual(['tls-intercepted']);
  });

  test('not tls-intercepted: another certificate is no transparent proxy by itself', () => {
    const built = session().https(MARKET, fails('tls.unknown-issuer')).https(JETBRAINS, fails('tls.unknown-issuer')).build();
    expect(claimsOf(transparentProxy, built)).toEqual([]);
    expect(rootsOf(built)).toEqual(['tls-intercepted']);
  });
});

describe('GD108 proxy-not-configured', () => {
  const setting = (program: OtherProxy['program'] = 'git'): OtherProxy => ({
    program,
    proxy: { scheme: 'http', host: 'proxy.corp.example', port: 3128 },
    hasCredentials: false,
    noProxy: [],
    file: '/home/u/.gitconfig',
  });
  const closed = (facts: Partial<HostFacts> = { otherProxies: [setting()] }) =>
    session({ from: 'runner', runner: 'standard' })
      .host(facts)
      .https(MARKET, fails('tcp.timeout'))
      .https(JETBRAINS, fails('tcp.timeout'))
      .udp('35.171.240.32', fails('udp.silent'));

  test('the proxy of git carries what fails directly', () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET).build();
    const claim = onlyClaim(proxyNotConfigured, built);
    expect(claim).toMatchObject({ subject: 'proxy.corp.example:3128', confidence: 'certain', evidence: ['o4'] });
    expect(wordsOf(proxyNotConfigured, claim)).toContain('export HTTPS_PROXY=http://proxy.corp.example:3128');
    expect(rootsOf(built)).toEqual(['proxy-not-configured']);
    expect(unexplained(RULES, built)).toEqual([]);
  });

  test('one that asks for a login is likely the way', () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET, fails('tunnel.407')).build();
    const claim = onlyClaim(proxyNotConfigured, built);
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(proxyNotConfigured, claim)).toContain('asks for a login first');
  });

  test('several programs with the same proxy are one cause', () => {
    const built = closed({ otherProxies: [setting(), setting('npm')] })
      .via(PROXY)
      .control('other-programs-proxy', MARKET)
      .build();
    expect(wordsOf(proxyNotConfigured, onlyClaim(proxyNotConfigured, built))).toContain('git and npm use');
  });

  test('not no-direct-egress: that proxy is gone as well', () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET, fails('tcp.refused')).build();
    expect(claimsOf(proxyNotConfigured, built)).toEqual([]);
    expect(rootsOf(built)).toEqual(['no-direct-egress']);
  });

  test('not where a variable names a proxy', () => {
    const proxies = [parseProxyVariable('HTTPS_PROXY', PROXY)];
    const built = closed({ otherProxies: [setting()], proxies })
      .via(PROXY)
      .control('other-programs-proxy', MARKET)
      .build();
    expect(claimsOf(proxyNotConfigured, built)).toEqual([]);
  });
});

describe('GD113 direct-route-blocked', () => {
  const exempt = (list = 'app.gitpod.io,.amazonaws.com') =>
    session({ from: 'runner', runner: 'enterprise', regions: ['us-east-1'] })
      .proxy(PROXY)
      .host({ noProxy: [parseNoProxy('NO_PROXY', list)] })
      .https(MARKET)
      .direct();

  test('what NO_PROXY exempts fails directly and answers through the proxy: one cause', () => {
    const built = exempt()
      .https(EC2, fails('tcp.timeout'), { requirement: 'aws.ec2' })
      .https(SSM, fails('tcp.timeout'), { requirement: 'aws.ssm' })
      .via(PROXY)
      .control('other-route', EC2, passes(), { requirement: 'aws.ec2' })
      .control('other-route', SSM, passes(), { requirement: 'aws.ssm' })
      .build();
    const claim = onlyClaim(directRouteBlocked, built);
    expect(claim).toMatchObject({ subject: 'NO_PROXY', confidence: 'certain', accountsFor: ['o2', 'o3'], evidence: ['o4', 'o5'] });
    expect(rootsOf(built)).toEqual(['direct-route-blocked']);
    expect(findingOf(built, 'aws-endpoint-blocked')?.causedBy ?? 'GD113').toBe('GD113');
  });

  test('one host alone, which would be a dropped port otherwise', () => {
    const built = exempt().https(APP, fails('tcp.refused')).via(PROXY).control('other-route', APP).build();
    expect(rootsOf(built)).toEqual(['direct-route-blocked']);
    expect(wordsOf(directRouteBlocked, onlyClaim(directRouteBlocked, built))).toContain('remove app.gitpod.io from NO_PROXY');
  });

  test('a host that was not tried through the proxy is counted in, and makes it likely', () => {
    const built = exempt().https(EC2, fails('tcp.timeout')).https(SSM, fails('tcp.timeout')).via(PROXY).control('other-route', EC2).build();
    expect(onlyClaim(directRouteBlocked, built)).toMatchObject({ confidence: 'likely', accountsFor: ['o2', 'o3'] });
  });

  test.each<[string, (built: SessionBuilder) => SessionBuilder]>([
    [
      'the proxy does not carry it either',
      (built) => built.https(APP, fails('tcp.timeout')).via(PROXY).control('other-route', APP, fails('tunnel.4xx')),
    ],
    ['nobody tried the proxy', (built) => built.https(APP, fails('tcp.timeout'))],
    [
      'the name leads to a private address: an endpoint of the VPC',
      (built) =>
        built
          .https(SSM, fails('tcp.timeout', { addresses: ['10.0.3.7'] }))
          .via(PROXY)
          .control('other-route', SSM),
    ],
  ])('not where %s', (_why, told) => {
    expect(claimsOf(directRouteBlocked, told(exempt()).build())).toEqual([]);
  });

  test('a private host behind a private address is as exempt as a public one, and its entry is not spelt out', () => {
    const git = 'git.corp.example';
    const built = exempt('.corp.example')
      .https(git, fails('tcp.timeout', { addresses: ['10.1.2.3'] }))
      .via(PROXY)
      .control('other-route', git)
      .build();
    expect(wordsOf(directRouteBlocked, onlyClaim(directRouteBlocked, built))).toContain('remove the entry for this host');
  });

  test('not port-dropped: without a list nothing sends it past the proxy', () => {
    const built = exempt('').https(APP, fails('tcp.timeout')).via(PROXY).control('other-route', APP).build();
    expect(claimsOf(directRouteBlocked, built)).toEqual([]);
  });
});

describe('GD112 no-proxy-read-differently', () => {
  const withList = (list: string) =>
    session({ from: 'environment' })
      .proxy(PROXY)
      .host({ noProxy: [parseNoProxy('NO_PROXY', list)] })
      .https(MARKET)
      .requirement('imds.endpoint', {
        targets: [
          { target: { kind: 'http', url: 'http://169.254.169.254/', host: '169.254.169.254', port: 80, path: '/' }, standsFor: null },
        ],
      })
      .build();

  test('a network is honoured by Go and overlooked by others: who goes where, and the list that all read alike', () => {
    const built = withList('.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com');
    const claim = onlyClaim(noProxyReadDifferently, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: [] });
    const words = wordsOf(noProxyReadDifferently, claim);
    expect(words).toMatch(/169\.254\.169\.254: go.* direct, .*botocore.* through the proxy; the access requirements want it direct/);
    expect(words).toContain('169.254.0.0/16,169.254.169.254');
    expect(findingOf(built, 'no-proxy-read-differently')?.severity).toBe('advice');
  });

  test('not no-proxy-incomplete: what stands in no list is read alike by all', () => {
    expect(claimsOf(noProxyReadDifferently, withList('.internal,app.gitpod.io'))).toEqual([]);
    expect(claimsOf(noProxyReadDifferently, withList('.internal,169.254.169.254,app.gitpod.io,.amazonaws.com'))).toEqual([]);
  });

  test('no list and no proxy leave nothing to read', () => {
    expect(claimsOf(noProxyReadDifferently, session().https(MARKET).build())).toEqual([]);
    expect(claimsOf(noProxyReadDifferently, withList(''))).toEqual([]);
  });
});
