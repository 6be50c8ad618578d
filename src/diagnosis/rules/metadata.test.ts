/** Instance metadata. If one of these fails, an administrator changes instance options because of a proxy, or the reverse. */
import { describe, expect, test } from 'vitest';
import type { HostFacts } from '../../model/host-facts.ts';
import type { Profile } from '../../model/profile.ts';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { withMetadata } from '../testing/aws-observations.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { noNetwork } from './101-no-network.ts';
import { proxyCannotReachUpstream } from './107-proxy-cannot-reach-upstream.ts';
import { noProxyIncomplete } from './111-no-proxy-incomplete.ts';
import { noProxyReadDifferently } from './112-no-proxy-read-differently.ts';
import { portDropped } from './302-port-dropped.ts';
import { metadataUnreachable } from './604-metadata-unreachable.ts';
import { metadataHopLimit } from './605-metadata-hop-limit.ts';
import { metadataThroughProxy } from './606-metadata-through-proxy.ts';

const RULES = [
  noNetwork,
  noProxyIncomplete,
  noProxyReadDifferently,
  portDropped,
  metadataUnreachable,
  metadataHopLimit,
  metadataThroughProxy,
];
const URL = 'http://169.254.169.254/latest/meta-data/';
const ROW = { requirement: 'imds.endpoint' };
const PROXY = 'http://proxy.corp:3128';

function onEc2(facts: Partial<HostFacts> = {}, profile: Partial<Profile> = {}): SessionBuilder {
  return session({ from: 'runner', runner: 'standard', ...profile }).host({ ec2: true, ...facts });
}

describe('GD604 metadata-unreachable', () => {
  test.each(['tcp.timeout', 'tcp.refused', 'http.timeout'] as const)('is certain for %s on EC2 when other hosts answer', (kind) => {
    const built = onEc2().http(URL, fails(kind), ROW).https('app.gitpod.io').build();
    expect(onlyClaim(metadataUnreachable, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1'] });
    expect(rootCauses(RULES, built)).toEqual(['metadata-unreachable']);
  });

  test('distinguishes a closed port from a service that does not answer', () => {
    const words = (kind: 'tcp.refused' | 'http.timeout') => {
      const built = onEc2().http(URL, fails(kind), ROW).https('app.gitpod.io').build();
      return wordsOf(metadataUnreachable, onlyClaim(metadataUnreachable, built));
    };
    expect(words('tcp.refused')).toContain('refuses the connection');
    expect(words('http.timeout')).toContain('answers no request');
  });

  test('mentions the container network first if the program runs in a container', () => {
    const built = onEc2({ container: true }).http(URL, fails('tcp.timeout'), ROW).https('app.gitpod.io').build();
    const words = wordsOf(metadataUnreachable, onlyClaim(metadataUnreachable, built));
    expect(words).toContain('This is a container');
    expect(words).toContain('keeps containers from');
  });

  test('says that the metadata service is turned off if it answers 403', () => {
    const of = (status: number) => onEc2().http(URL, fails('http.status', { status }), ROW).https('app.gitpod.io').build();
    expect(wordsOf(metadataUnreachable, onlyClaim(metadataUnreachable, of(403)))).toContain('is turned off');
    expect(claimsOf(metadataUnreachable, of(500))).toEqual([]);
  });

  test('does not fire off EC2 if the address does not answer', () => {
    for (const ec2 of [false, null]) {
      const built = session({ from: 'laptop' }).host({ ec2 }).http(URL, fails('tcp.timeout'), ROW).https('app.gitpod.io').build();
      expect(claimsOf(metadataUnreachable, built)).toEqual([]);
    }
  });

  test('defers to no-network when nothing else answers', () => {
    const built = onEc2().http(URL, fails('tcp.unreachable'), ROW).https('app.gitpod.io', fails('tcp.unreachable')).build();
    expect(claimsOf(metadataUnreachable, built)).toEqual([]);
  });

  test('defers to local-firewall-blocks when this machine refuses to send', () => {
    const built = onEc2().http(URL, fails('tcp.local-denied'), ROW).https('app.gitpod.io').build();
    expect(claimsOf(metadataUnreachable, built)).toEqual([]);
  });

  test('defers to metadata-through-proxy when the proxy gets the request', () => {
    const built = onEc2().proxy(PROXY).http(URL, fails('tcp.timeout'), ROW).direct().https('app.gitpod.io').build();
    expect(claimsOf(metadataUnreachable, built)).toEqual([]);
  });
});

describe('GD605 metadata-hop-limit', () => {
  const NO_TOKEN = { token: { 'http.response.status_code': null } };

  test('is only likely if GET gets 401 and PUT gets no answer, because the hop limit itself cannot be measured', () => {
    const built = withMetadata(onEc2({ container: true }).https('app.gitpod.io').build(), NO_TOKEN, 'http.timeout');
    const claim = onlyClaim(metadataHopLimit, built);
    expect(claim).toMatchObject({ confidence: 'likely', requirements: ['imds.endpoint'] });
    expect(wordsOf(metadataHopLimit, claim)).toContain('--http-put-response-hop-limit 2');
    expect(rootCauses(RULES, built)).toEqual(['metadata-hop-limit']);
  });

  test.each(['http.timeout', 'http.closed'] as const)('replaces metadata-unreachable when IMDSv1 answers and PUT fails with %s', (kind) => {
    const built = withMetadata(
      onEc2().https('app.gitpod.io').build(),
      { withoutToken: { 'http.response.status_code': 200 }, ...NO_TOKEN },
      kind,
    );
    expect(rootCauses(RULES, built)).toEqual(['metadata-hop-limit']);
    expect(wordsOf(metadataHopLimit, onlyClaim(metadataHopLimit, built))).toContain('gets the answer 200');
  });

  test('is only possible for a 401 from another server', () => {
    const built = withMetadata(onEc2().build(), { ...NO_TOKEN, isEc2: false });
    expect(onlyClaim(metadataHopLimit, built).confidence).toBe('possible');
  });

  test.each([
    ['a token arrives', {}],
    ['nothing answers', { withoutToken: { 'http.response.status_code': null }, ...NO_TOKEN }],
    ['IMDSv1 answers and no token was requested', { withoutToken: { 'http.response.status_code': 200 }, token: null }],
    ['the service is turned off', { withoutToken: { 'http.response.status_code': 403 }, token: { 'http.response.status_code': 403 } }],
  ])('does not fire when %s', (_, facts) => expect(claimsOf(metadataHopLimit, withMetadata(onEc2().build(), facts))).toEqual([]));
});

describe('GD606 metadata-through-proxy', () => {
  const list = (...entries: string[]): Partial<HostFacts> => ({
    noProxy: [{ name: 'NO_PROXY', entries, unreadable: 0, hasBlanks: false }],
  });

  test('is certain for a standard runner when the proxy gets the request, and asks for the missing NO_PROXY entries', () => {
    const built = onEc2(list('app.gitpod.io'))
      .proxy(PROXY)
      .http(URL, fails('tcp.timeout', { status: 503 }), ROW)
      .direct()
      .https('app.gitpod.io')
      .build();
    const claim = onlyClaim(metadataThroughProxy, built);
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], follows: 'GD111' });
    const words = wordsOf(metadataThroughProxy, claim);
    expect(words).toContain('go to the proxy');
    expect(words).toContain('NO_PROXY=app.gitpod.io,169.254.169.254,169.254.170.2,169.254.170.23');
  });

  test('replaces proxy-cannot-reach-upstream when the proxy answers 503 for the metadata service', () => {
    const refused = fails('tunnel.5xx', { tunnel: { 'http.response.status_code': 503 } });
    const built = onEc2(list('app.gitpod.io')).proxy(PROXY).http(URL, refused, ROW).direct().https('app.gitpod.io').build();
    expect(rootCauses([...RULES, proxyCannotReachUpstream], built)).toEqual(['metadata-through-proxy']);
  });

  test('is a consequence of no-proxy-read-differently if some programs ignore a CIDR entry', () => {
    const built = onEc2(list('169.254.0.0/16')).proxy(PROXY).direct().http(URL, passes(), ROW).build();
    const claim = onlyClaim(metadataThroughProxy, built);
    expect(claim.follows).toBe('GD112');
    expect(wordsOf(metadataThroughProxy, claim)).toMatch(/go to the proxy for .*botocore/);
    expect(rootCauses(RULES, built)).toEqual(['no-proxy-read-differently']);
  });

  test('is a consequence of no-proxy-incomplete on an enterprise runner if a control without the proxy passes', () => {
    const built = onEc2(list('app.gitpod.io', '.amazonaws.com', '.internal'), { runner: 'enterprise' })
      .proxy(PROXY)
      .http(URL, fails('http.status', { status: 503 }), ROW)
      .direct()
      .http(URL, passes(), { ...ROW, role: 'control', purpose: 'other-route' })
      .https('app.gitpod.io')
      .build();
    expect(rootCauses(RULES, built)).toEqual(['no-proxy-incomplete']);
  });

  test('does not fire if NO_PROXY lists the address itself', () => {
    expect(claimsOf(metadataThroughProxy, onEc2(list('169.254.169.254')).proxy(PROXY).build())).toEqual([]);
  });

  test('does not fire without a proxy, or off AWS', () => {
    expect(claimsOf(metadataThroughProxy, onEc2().http(URL, passes(), ROW).build())).toEqual([]);
    expect(claimsOf(metadataThroughProxy, session({ from: 'laptop' }).host({ ec2: false }).proxy(PROXY).build())).toEqual([]);
  });
});
