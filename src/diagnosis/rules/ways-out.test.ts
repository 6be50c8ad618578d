/** With or without a proxy. If one of these fails, a missing variable is sent to the firewall team. */
import { describe, expect, test } from 'vitest';
import { parseNoProxy, parseProxyVariable } from '../../knowledge/proxies/variables.ts';
import type { HostFacts, OtherProxy } from '../../model/host-facts.ts';
import { claimsOf, onlyClaim, unexplained, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { proxyNotConfigured } from './108-proxy-not-configured.ts';
import { noProxyReadDifferently } from './112-no-proxy-read-differently.ts';
import { directRouteBlocked } from './113-direct-route-blocked.ts';
import { RULES } from './registry.ts';

const APP = 'app.gitpod.io';
const MARKET = 'marketplace.visualstudio.com';
const JETBRAINS = 'download.jetbrains.com';
const EC2 = 'ec2.us-east-1.amazonaws.com';
const SSM = 'ssm.us-east-1.amazonaws.com';
const PROXY = 'http://proxy.corp.example:3128';

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

  test("is certain if git's proxy reaches a host that fails directly, and suggests that proxy", () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET).build();
    const claim = onlyClaim(proxyNotConfigured, built);
    expect(claim).toMatchObject({ subject: 'proxy.corp.example:3128', confidence: 'certain', evidence: ['o4'] });
    expect(wordsOf(proxyNotConfigured, claim)).toContain('export HTTPS_PROXY=http://proxy.corp.example:3128');
    expect(wordsOf(proxyNotConfigured, claim)).toContain(`In a test, the proxy reached ${MARKET}.`);
    // With these two alone, metadata requests would go through the proxy.
    expect(wordsOf(proxyNotConfigured, claim)).toMatch(/export NO_PROXY="localhost,127\.0\.0\.1,.*169\.254\.169\.254,/);
    expect(rootsOf(built)).toEqual(['proxy-not-configured']);
    expect(unexplained(RULES, built)).toEqual([]);
  });

  test('suggests a NO_PROXY with the metadata server of Google Cloud, and nothing of AWS, for a runner on Google Cloud', () => {
    const built = session({ from: 'runner', edition: 'gcp-runner-2026' })
      .host({ otherProxies: [setting()] })
      .https(MARKET, fails('tcp.timeout'))
      .https(JETBRAINS, fails('tcp.timeout'))
      .via(PROXY)
      .control('other-programs-proxy', MARKET)
      .build();
    const words = wordsOf(proxyNotConfigured, onlyClaim(proxyNotConfigured, built));
    expect(words).toContain('export NO_PROXY="localhost,127.0.0.1,::1,[::1],169.254.169.254,metadata.google.internal');
    expect(words).toContain('the metadata service of Google Cloud');
    expect(words).not.toMatch(/AWS|169\.254\.170|fd00:ec2/);
  });

  test("is only likely if git's proxy demands a login", () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET, fails('tunnel.407')).build();
    const claim = onlyClaim(proxyNotConfigured, built);
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(proxyNotConfigured, claim)).toContain('asks for a login first');
    expect(wordsOf(proxyNotConfigured, claim)).not.toContain('it works');
  });

  test('gives one finding if several programs use the same proxy', () => {
    const built = closed({ otherProxies: [setting(), setting('npm')] })
      .via(PROXY)
      .control('other-programs-proxy', MARKET)
      .build();
    expect(wordsOf(proxyNotConfigured, onlyClaim(proxyNotConfigured, built))).toContain('git and npm use');
  });

  test('defers to no-direct-egress if that proxy is unreachable as well', () => {
    const built = closed().via(PROXY).control('other-programs-proxy', MARKET, fails('tcp.refused')).build();
    expect(claimsOf(proxyNotConfigured, built)).toEqual([]);
    expect(rootsOf(built)).toEqual(['no-direct-egress']);
  });

  test('does not fire when a variable sets a proxy', () => {
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

  test('gives one finding for all NO_PROXY hosts that fail directly and answer through the proxy', () => {
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

  test('replaces port-dropped even for a single host', () => {
    const built = exempt().https(APP, fails('tcp.refused')).via(PROXY).control('other-route', APP).build();
    expect(rootsOf(built)).toEqual(['direct-route-blocked']);
    expect(wordsOf(directRouteBlocked, onlyClaim(directRouteBlocked, built))).toContain('remove app.gitpod.io from NO_PROXY');
  });

  test('is only likely if one of its hosts was not tried through the proxy', () => {
    const built = exempt().https(EC2, fails('tcp.timeout')).https(SSM, fails('tcp.timeout')).via(PROXY).control('other-route', EC2).build();
    const claim = onlyClaim(directRouteBlocked, built);
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o2', 'o3'] });
    // Only what was tried is said to work.
    expect(wordsOf(directRouteBlocked, claim)).toContain(`In a test, ${EC2} was reached through`);
  });

  test.each<[string, (built: SessionBuilder) => SessionBuilder]>([
    [
      'the request fails through the proxy as well',
      (built) => built.https(APP, fails('tcp.timeout')).via(PROXY).control('other-route', APP, fails('tunnel.4xx')),
    ],
    ['the proxy was not tried', (built) => built.https(APP, fails('tcp.timeout'))],
    [
      'the name has the private address of a VPC endpoint',
      (built) =>
        built
          .https(SSM, fails('tcp.timeout', { addresses: ['10.0.3.7'] }))
          .via(PROXY)
          .control('other-route', SSM),
    ],
  ])('does not fire when %s', (_why, told) => {
    expect(claimsOf(directRouteBlocked, told(exempt()).build())).toEqual([]);
  });

  test("fires for a customer's host at a private address, and does not quote the NO_PROXY entry", () => {
    const git = 'git.corp.example';
    const built = exempt('.corp.example')
      .https(git, fails('tcp.timeout', { addresses: ['10.1.2.3'] }))
      .via(PROXY)
      .control('other-route', git)
      .build();
    expect(wordsOf(directRouteBlocked, onlyClaim(directRouteBlocked, built))).toContain(
      'remove the entry for git.corp.example from NO_PROXY',
    );
  });

  test('defers to port-dropped for a host without a NO_PROXY entry', () => {
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

  test('gives the route of each program, and a list that all programs read alike, if some programs ignore a CIDR entry', () => {
    const built = withList('.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com');
    const claim = onlyClaim(noProxyReadDifferently, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: [] });
    const words = wordsOf(noProxyReadDifferently, claim);
    expect(words).toMatch(
      /169\.254\.169\.254: go.* connect directly; .*botocore.* the proxy; the access requirements ask for a direct route/,
    );
    expect(words).toContain('169.254.0.0/16,169.254.169.254');
    expect(findingOf(built, 'no-proxy-read-differently')?.severity).toBe('advice');
  });

  test('does not fire if the list lacks the address, or if all programs read the list alike', () => {
    expect(claimsOf(noProxyReadDifferently, withList('.internal,app.gitpod.io'))).toEqual([]);
    expect(claimsOf(noProxyReadDifferently, withList('.internal,169.254.169.254,app.gitpod.io,.amazonaws.com'))).toEqual([]);
  });

  test('does not fire without a proxy or without a NO_PROXY list', () => {
    expect(claimsOf(noProxyReadDifferently, session().https(MARKET).build())).toEqual([]);
    expect(claimsOf(noProxyReadDifferently, withList(''))).toEqual([]);
  });
});
