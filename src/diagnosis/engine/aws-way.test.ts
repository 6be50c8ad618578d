/** If these fail, an AWS call that a proxy or firewall stops has no cause, although every other request would have one. */
import { describe, expect, test } from 'vitest';
import type { AwsObservation, WebObservation } from '../../model/observation.ts';
import type { Session } from '../../model/session.ts';
import { claimsOf, onlyClaim, rootCauses } from '../facts/testing/claims.ts';
import { viewOf } from '../facts/view-of.ts';
import { proxyRequiresLogin } from '../rules/103-proxy-requires-login.ts';
import { http2Downgraded } from '../rules/313-http2-downgraded.ts';
import { captivePortal } from '../rules/402-captive-portal.ts';
import { awsEndpointBlocked } from '../rules/601-aws-endpoint-blocked.ts';
import { awsCustomEndpointSet } from '../rules/607-aws-custom-endpoint-set.ts';
import { withCall } from '../testing/aws-observations.ts';
import type { Outcome } from '../testing/outcome.ts';
import { fails, passes, type SessionBuilder, session } from '../testing/session.ts';
import { rootsOf, verdictOf } from '../testing/told.ts';
import { diagnose } from './diagnose.ts';

const RULES = [proxyRequiresLogin, awsEndpointBlocked, awsCustomEndpointSet];
const STS = 'sts.us-east-1.amazonaws.com';

/** The last request of a story, sent as an AWS call. */
function asCall(builder: SessionBuilder): Session {
  const built = builder.build();
  const at = built.observations.findLastIndex(({ probe }) => probe === 'https');
  const { probe, unverifiedAnswer, ...way } = built.observations[at] as WebObservation;
  const target = { kind: 'aws', operation: 'get-caller-identity', region: 'us-east-1' } as const;
  const call: AwsObservation = { ...way, probe: 'aws', target, phases: way.phases.filter(({ name }) => name !== 'http') };
  return { ...built, observations: built.observations.with(at, call) };
}

test('a proxy that demands a login is reported for AWS calls as well', () => {
  const refused = fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } });
  expect(rootCauses(RULES, asCall(session().proxy('http://proxy.corp:3128').https(STS, refused)))).toEqual(['proxy-requires-login']);
});

test('a firewall that drops connections to an AWS host is reported for AWS calls as well', () => {
  expect(rootCauses(RULES, asCall(session().https('app.gitpod.io').https(STS, fails('tcp.timeout'))))).toEqual(['aws-endpoint-blocked']);
});

test('AWS_ENDPOINT_URL is reported as the cause when it points an AWS call to a closed port', () => {
  const led = session()
    .host({ awsEndpointVariables: ['AWS_ENDPOINT_URL'] })
    .https('localhost:4566', fails('tcp.refused'), { requirement: 'ami.bottlerocket' });
  expect(rootCauses(RULES, asCall(led))).toEqual(['aws-custom-endpoint-set']);
});

test('a captive portal explains a failed AWS call, which sees no redirect, only if the CA of the portal signed its certificate', () => {
  const portal = { scheme: 'https' as const, host: 'login.guest-wifi.example', port: 443 };
  const signed = { issuer: 'Guest Portal CA' } as const;
  const led = fails('tls.unknown-issuer', { ...signed, unverified: { redirect: portal, 'http.response.status_code': 302 } });
  const story = (issuer: string) =>
    asCall(session().https('app.gitpod.io', led).https('mcr.microsoft.com', led).https(STS, fails('tls.unknown-issuer', { issuer })));
  expect(onlyClaim(captivePortal, story('Guest Portal CA')).accountsFor).toEqual(['o1', 'o2', 'o3']);
  expect(onlyClaim(captivePortal, story('Somebody Else CA')).accountsFor).toEqual(['o1', 'o2']);
});

test('a session with invalid host names is diagnosed without an exception', () => {
  const built = asCall(session().https('app.gitpod.io').https(STS, fails('tcp.timeout')));
  const observations = JSON.parse(JSON.stringify(built.observations).replaceAll(STS, `${STS} x`)) as Session['observations'];
  expect(diagnose({ ...built, observations }).findings).not.toEqual([]);
});

describe('a failed AWS call whose host is requested again', () => {
  const dropped = () =>
    asCall(
      session()
        .https('app.gitpod.io')
        .https(STS, fails('tcp.timeout'), { requirement: 'ami.bottlerocket', of: { area: 'ami' } }),
    );
  const retried = (outcome: Outcome) => {
    const first = dropped();
    const [retry] = session().control('repeat', STS, outcome).build().observations;
    return { ...first, observations: [...first.observations, ...(retry === undefined ? [] : [{ ...retry, id: 'o9' }])] };
  };

  test('is explained by packet loss and leaves its requirement inconclusive when the retry passes', () => {
    expect(diagnose(retried(passes())).findings).toMatchObject([{ name: 'packet-loss', observations: ['o2'] }]);
    expect(verdictOf(retried(passes()), 'ami.bottlerocket')).toMatch(/^unknown/);
  });

  test('is explained by the failure of the retry when the retry got further', () => {
    expect(rootsOf(retried(fails('tls.expired')))).toContain('certificate-expired');
    expect(rootsOf(retried(fails('tls.expired')))).not.toContain('aws-endpoint-blocked');
  });

  test('is explained by its own failure when the retry fails in the same way', () => {
    expect(viewOf(retried(fails('tcp.timeout'))).retried.get('o2')?.outcome).toBe('fails');
    expect(rootsOf(retried(fails('tcp.timeout')))).toEqual(['aws-endpoint-blocked']);
  });

  test('does not count as retried when AWS itself refused the call', () => {
    const refused = withCall(session().build(), { operation: 'get-caller-identity', region: 'us-east-1' }, 'aws.unauthorized');
    const [retry] = session().control('repeat', STS).build().observations;
    const told = { ...refused, observations: [...refused.observations, ...(retry === undefined ? [] : [{ ...retry, id: 'o9' }])] };
    expect(viewOf(told).retried.size).toBe(0);
  });
});

test('HTTP/1.1 in an AWS call is not reported as an HTTP/2 downgrade', () => {
  const told = session()
    .https(STS, passes())
    .https(STS, fails('tls.name-mismatch', { tls: { 'tls.next_protocol': 'http/1.1' } }), { requirement: 'ami.bottlerocket' });
  expect(claimsOf(http2Downgraded, told.build())).not.toEqual([]);
  expect(claimsOf(http2Downgraded, asCall(told))).toEqual([]);
});

test('an AWS call that AWS itself refused is not a failed connection', () => {
  const refused = withCall(session().build(), { operation: 'describe-images', region: 'us-east-1' }, 'aws.unauthorized');
  expect(viewOf(refused).failedWeb).toEqual([]);
  expect(viewOf(refused).web).toEqual([]);
});
