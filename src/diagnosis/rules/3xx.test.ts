/**
 * The path and TLS. If one of these fails, the wrong team gets the wrong request: an address rule instead of a name filter, a certificate
 * instead of a clock.
 */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../../model/failure.ts';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { findingOf, rootsOf } from '../testing/told.ts';
import { portRefused } from './301-port-refused.ts';
import { portDropped } from './302-port-dropped.ts';
import { pathRejected } from './303-path-rejected.ts';
import { nameFilteredInTls } from './304-name-filtered-in-tls.ts';
import { tlsCutOff } from './305-tls-cut-off.ts';
import { tlsStalls } from './306-tls-stalls.ts';
import { tlsVersionRefused } from './310-tls-version-refused.ts';
import { extraTrustBroken } from './311-extra-trust-broken.ts';
import { gatewayPortBlocked } from './501-gateway-port-blocked.ts';
import { awsEndpointBlocked } from './601-aws-endpoint-blocked.ts';

const BLOCKED = 'marketplace.visualstudio.com';

const OTHER = 'download.jetbrains.com';

/** A neutral name gets a certificate for another host: the ClientHello got through. */
const neutralPasses = fails('tls.name-mismatch', { tls: { serverName: 'example.com' } });

describe.each([
  { rule: portRefused, kind: 'tcp.refused', confidence: 'likely', says: 'refuses the connection' },
  { rule: portRefused, kind: 'tcp.reset', confidence: 'likely', says: 'reset right after the connection was accepted' },
  { rule: portDropped, kind: 'tcp.timeout', confidence: 'likely', says: 'does not answer on TCP port 443' },
  { rule: pathRejected, kind: 'tcp.unreachable', confidence: 'likely', says: 'unreachable' },
  { rule: pathRejected, kind: 'tcp.prohibited', confidence: 'certain', says: 'prohibited' },
] as const)('$rule.code on $kind', ({ rule, kind, confidence, says }) => {
  test('gives the host and the firewall rule when other hosts answer', () => {
    const claim = onlyClaim(rule, session().https(BLOCKED, fails(kind)).https('app.gitpod.io').build());
    expect(claim).toMatchObject({ subject: BLOCKED, confidence, accountsFor: ['o1'] });
    expect(wordsOf(rule, claim)).toContain(says);
    expect(wordsOf(rule, claim)).toContain(`allow outbound TCP 443 to ${BLOCKED}`);
  });

  test('defers to no-direct-egress when nothing answers', () => {
    expect(claimsOf(rule, session().https(BLOCKED, fails(kind)).https(OTHER, fails(kind)).build())).toEqual([]);
  });

  test('defers to proxy-unreachable when the connection to the proxy fails', () => {
    const built = session().https('app.gitpod.io').via('http://proxy.corp:3128').https(BLOCKED, fails(kind)).build();
    expect(claimsOf(rule, built)).toEqual([]);
  });
});

describe('a host that refuses one connection and leaves the next unanswered', () => {
  const twice = (kind: FailureKind, second = BLOCKED) =>
    session()
      .https('app.gitpod.io')
      .https(BLOCKED, fails(kind))
      .https(`https://${second}/other`, fails('tcp.timeout'), { requirement: 'other' })
      .build();

  test.each([
    ['tcp.prohibited', 'path-rejected', 'certain'],
    ['tcp.unreachable', 'path-rejected', 'likely'],
    ['tcp.refused', 'port-refused', 'likely'],
  ] as const)('has one finding, because routers limit the rate of ICMP messages: %s gives %s', (kind, name, confidence) => {
    expect(rootsOf(twice(kind))).toEqual([name]);
    expect(findingOf(twice(kind), name)).toMatchObject({ confidence, observations: ['o2', 'o3'] });
  });

  test.each(['tcp.prohibited', 'tcp.refused'] as const)('does not explain the timeout of another host (%s)', (kind) => {
    expect(rootsOf(twice(kind, OTHER))).toContain('port-dropped');
  });

  test('is reported as port-dropped if only its IPv6 address was refused and its IPv4 address does not answer', () => {
    const attempts = (kind: FailureKind, address: string, family: 4 | 6) =>
      fails(kind, { attempts: [{ address, family, durationMs: 1, failure: { kind, text: kind } }] });
    const built = session()
      .https('app.gitpod.io')
      .https(BLOCKED, attempts('tcp.timeout', '198.51.100.9', 4))
      .control('family-6', BLOCKED, attempts('tcp.unreachable', '2001:db8::9', 6))
      .build();
    expect(rootsOf(built)).toEqual(['port-dropped']);
  });
});

test('one closed port gives one finding for all of its hosts', () => {
  const built = session().https(BLOCKED, fails('tcp.timeout')).https(OTHER, fails('tcp.timeout')).https('app.gitpod.io').build();
  expect(onlyClaim(portDropped, built)).toMatchObject({ subject: 'TCP port 443', accountsFor: ['o1', 'o2'] });
});

test('port-dropped is only possible if a proxy reaches the host, and asks to remove the host from NO_PROXY', () => {
  const built = session()
    .https(BLOCKED, fails('tcp.timeout'))
    .proxy('http://proxy.corp:3128')
    .https(OTHER)
    .control('other-route', BLOCKED)
    .build();
  const claim = onlyClaim(portDropped, built);
  expect(claim.confidence).toBe('possible');
  expect(wordsOf(portDropped, claim)).toContain('remove it from NO_PROXY');
});

describe('GD304 name-filtered-in-tls', () => {
  test.each<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout'])(
    'is certain after %s if a handshake with a neutral name is answered',
    (kind) => {
      const built = session()
        .https(BLOCKED, fails(kind))
        .control('neutral-name', BLOCKED, neutralPasses)
        .control('repeat', BLOCKED, fails(kind))
        .build();
      const claim = onlyClaim(nameFilteredInTls, built);
      expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o1'], evidence: ['o2'] });
      expect(wordsOf(nameFilteredInTls, claim)).toContain('example.com');
      expect(rootCauses([nameFilteredInTls, tlsCutOff, tlsStalls], built)).toEqual(['name-filtered-in-tls']);
    },
  );

  test('is only likely after an unanswered handshake without a retry, because the network may have been busy', () => {
    const built = session().https(BLOCKED, fails('tls.timeout')).control('neutral-name', BLOCKED, neutralPasses).build();
    expect(onlyClaim(nameFilteredInTls, built).confidence).toBe('likely');
  });

  test('counts an alert to a neutral name as an answer', () => {
    const built = session().https(BLOCKED, fails('tls.reset')).control('neutral-name', BLOCKED, fails('tls.alert')).build();
    expect(claimsOf(nameFilteredInTls, built)).toHaveLength(1);
  });

  test('defers to tls-cut-off when a neutral name is cut off as well', () => {
    const built = session().https(BLOCKED, fails('tls.reset')).control('neutral-name', BLOCKED, fails('tls.reset')).build();
    expect(claimsOf(nameFilteredInTls, built)).toEqual([]);
    expect(onlyClaim(tlsCutOff, built).confidence).toBe('likely');
  });

  test('defers to tls-cut-off if the control with a neutral name connected to another address', () => {
    const built = session()
      .https(BLOCKED, fails('tls.reset'))
      .control('neutral-name', BLOCKED, fails('tls.name-mismatch', { addresses: ['203.0.113.9'] }))
      .build();
    expect(claimsOf(nameFilteredInTls, built)).toEqual([]);
    expect(onlyClaim(tlsCutOff, built).confidence).toBe('possible');
  });

  test('is only possible if the same name passed on another port', () => {
    const built = session()
      .https(`https://${BLOCKED}:8443/`, fails('tls.reset'))
      .control('neutral-name', `https://${BLOCKED}:8443/`, neutralPasses)
      .https(BLOCKED)
      .build();
    const claim = onlyClaim(nameFilteredInTls, built);
    expect(claim).toMatchObject({ confidence: 'possible', accountsFor: ['o1'] });
    expect(wordsOf(nameFilteredInTls, claim)).toContain(`The same name got an answer from ${BLOCKED}`);
    expect(wordsOf(nameFilteredInTls, claim)).not.toContain('A filter cuts');
  });

  test('defers to port-refused if TCP fails, because no handshake began', () => {
    const built = session().https(BLOCKED, fails('tcp.refused')).control('neutral-name', BLOCKED, neutralPasses).https(OTHER).build();
    expect(claimsOf(nameFilteredInTls, built)).toEqual([]);
  });
});

describe('GD305 tls-cut-off', () => {
  test('gives one certain finding if the handshakes of hosts of unrelated owners are all cut off', () => {
    const built = session()
      .https(BLOCKED, fails('tls.reset'))
      .https(OTHER, fails('tls.closed'))
      .control('neutral-name', BLOCKED, fails('tls.reset'))
      .build();
    expect(onlyClaim(tlsCutOff, built)).toMatchObject({ confidence: 'certain', accountsFor: ['o1', 'o2'] });
  });

  test('is the only root cause if every handshake is cut off, including those with the gateway and AWS', () => {
    const reset = fails('tls.reset');
    const built = session()
      .https(BLOCKED, reset)
      .https('ec2.us-east-1.amazonaws.com', reset, { requirement: 'aws.ec2' })
      .https('ssm.us-east-1.amazonaws.com', reset, { requirement: 'aws.ssm' })
      .https('https://us01.gitpod.dev:8443/', reset, { requirement: 'gateway.https-8443' })
      .control('neutral-name', BLOCKED, reset)
      .build();
    expect(rootCauses([tlsCutOff, gatewayPortBlocked, awsEndpointBlocked], built)).toEqual(['tls-cut-off']);
  });

  test('defers to gateway-port-blocked if only the gateway port is affected, and to aws-endpoint-blocked if only AWS hosts are', () => {
    const reset = fails('tls.reset');
    const rules = [tlsCutOff, gatewayPortBlocked, awsEndpointBlocked];
    const aws = session().https('ec2.us-east-1.amazonaws.com', reset).https('ssm.us-east-1.amazonaws.com', reset).https(OTHER).build();
    expect(rootCauses(rules, aws)).toEqual(['aws-endpoint-blocked']);
    const gateway = session()
      .https('https://us01.gitpod.dev:8443/', reset, { requirement: 'gateway.https-8443' })
      .https('https://api.us01.gitpod.dev:8443/', reset, { requirement: 'gateway.subdomains-8443' })
      .https(OTHER)
      .build();
    expect(rootCauses(rules, gateway)).toEqual(['gateway-port-blocked']);
  });

  test('is likely without a control if two names at one address are cut off', () => {
    const at = { addresses: ['203.0.113.5'] };
    const built = session().https(BLOCKED, fails('tls.reset', at)).https(OTHER, fails('tls.reset', at)).https('ghcr.io').build();
    expect(onlyClaim(tlsCutOff, built).confidence).toBe('likely');
  });

  test('says that the handshake went through the proxy if a proxy is used', () => {
    const claim = onlyClaim(tlsCutOff, session().proxy('http://proxy.corp:3128').https(BLOCKED, fails('tls.closed')).build());
    expect(wordsOf(tlsCutOff, claim)).toContain('behind the proxy');
  });

  test('defers to name-filtered-in-tls when the neutral name passes', () => {
    const built = session().https(BLOCKED, fails('tls.reset')).control('neutral-name', BLOCKED, neutralPasses).build();
    expect(claimsOf(tlsCutOff, built)).toEqual([]);
  });

  test('defers to proxy-unreachable when TLS with the proxy itself fails', () => {
    const built = session()
      .via('https://proxy.corp:3129')
      .https(BLOCKED, fails('tls.reset', { peer: 'proxy' }))
      .build();
    expect(claimsOf(tlsCutOff, built)).toEqual([]);
  });
});

describe('GD306 tls-stalls', () => {
  test('reports a handshake that gets no answer for any server name', () => {
    const built = session().https(BLOCKED, fails('tls.timeout')).control('neutral-name', BLOCKED, fails('tls.timeout')).build();
    expect(onlyClaim(tlsStalls, built)).toMatchObject({ confidence: 'likely', accountsFor: ['o1'] });
  });

  test('defers to port-dropped when the connection never opened', () => {
    expect(claimsOf(tlsStalls, session().https(BLOCKED, fails('tcp.timeout')).https(OTHER).build())).toEqual([]);
  });
});

describe('GD310 tls-version-refused', () => {
  test('reports a handshake that ends with the alert protocol_version', () => {
    const claim = onlyClaim(tlsVersionRefused, session().https(BLOCKED, fails('tls.protocol-version')).build());
    expect(claim).toMatchObject({ confidence: 'likely', accountsFor: ['o1'] });
    expect(wordsOf(tlsVersionRefused, claim)).toContain('because of its version');
  });

  test('defers to tls-cut-off if the connection ends without an alert', () => {
    expect(claimsOf(tlsVersionRefused, session().https(BLOCKED, fails('tls.closed')).build())).toEqual([]);
  });
});

test('no finding about connections or TLS is reported for a session in which everything passes', () => {
  const built = session().https(BLOCKED).https(OTHER, passes()).build();
  const rules = [portRefused, portDropped, pathRejected, nameFilteredInTls, tlsCutOff, tlsStalls, tlsVersionRefused, extraTrustBroken];
  expect(rootCauses(rules, built)).toEqual([]);
});
