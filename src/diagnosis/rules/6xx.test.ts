/** Regional AWS names. If one of these fails, the AWS administrator and the network team get the wrong request. */
import { describe, expect, test } from 'vitest';
import { parseNoProxy } from '../../knowledge/proxies/variables.ts';
import { awsName } from '../facts/aws-names.ts';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { fails, passes, session } from '../testing/session.ts';
import { directRouteBlocked } from './113-direct-route-blocked.ts';
import { portDropped } from './302-port-dropped.ts';
import { tlsIntercepted } from './307-tls-intercepted.ts';
import { certificateForAnotherName } from './309-certificate-for-another-name.ts';
import { blockPage } from './401-block-page.ts';
import { awsEndpointBlocked } from './601-aws-endpoint-blocked.ts';
import { awsEndpointNotGenuine } from './602-aws-endpoint-not-genuine.ts';
import { vpcEndpointUnreachable } from './603-vpc-endpoint-unreachable.ts';

const EC2 = 'ec2.eu-central-1.amazonaws.com';
const SSM = 'ssm.eu-central-1.amazonaws.com';
const LOGS = 'logs.eu-central-1.amazonaws.com';
const RULES = [
  portDropped,
  tlsIntercepted,
  certificateForAnotherName,
  blockPage,
  awsEndpointBlocked,
  awsEndpointNotGenuine,
  vpcEndpointUnreachable,
];

test.each([
  [EC2, 'ec2', 'eu-central-1'],
  ['123456789012.dkr.ecr.us-gov-west-1.amazonaws.com', 'ecr', 'us-gov-west-1'],
  ['s3.cn-north-1.amazonaws.com.cn', 's3', 'cn-north-1'],
])('the host %s belongs to the AWS service %s in %s', (host, service, region) => expect(awsName(host)).toEqual({ service, region }));

test.each(['public.ecr.aws', 'ec2.amazonaws.com', 'ec2.eu-central-1.amazonaws.com.evil.example'])(
  '%s is not a regional AWS endpoint',
  (host) => expect(awsName(host)).toBeNull(),
);

describe('GD601 aws-endpoint-blocked', () => {
  const dropped = fails('tcp.timeout');

  test('gives one finding for all services of a region, with their levels and the VPC endpoints to create', () => {
    const built = session()
      .https(EC2, dropped)
      .https(SSM, dropped)
      .https(LOGS, dropped, { of: { level: 'optional' } })
      .https('app.gitpod.io')
      .build();
    const claim = onlyClaim(awsEndpointBlocked, built);
    expect(claim).toMatchObject({ subject: 'eu-central-1', confidence: 'certain', accountsFor: ['o1', 'o2', 'o3'] });
    const words = wordsOf(awsEndpointBlocked, claim);
    expect(words).toContain(`${LOGS} (optional)`);
    expect(words).toContain('com.amazonaws.eu-central-1.ssm');
    expect(rootCauses(RULES, built)).toEqual(['aws-endpoint-blocked']);
  });

  test('is only likely when the proxy reaches one of the hosts, and asks to remove the entry from NO_PROXY', () => {
    const built = session()
      .https(EC2, dropped)
      .https(SSM, dropped)
      .proxy('http://proxy.corp:3128')
      .control('other-route', EC2)
      .https('app.gitpod.io')
      .build();
    const claim = onlyClaim(awsEndpointBlocked, built);
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(awsEndpointBlocked, claim)).toContain('remove .amazonaws.com from NO_PROXY');
  });

  test('is certain, even if the proxy works, for services to which the runner always connects directly', () => {
    const direct = { of: { direct: true as const } };
    const built = session({ edition: 'aws-runner-2026' })
      .https('api.ecr.eu-central-1.amazonaws.com', dropped, direct)
      .https(LOGS, dropped, direct)
      .https(EC2, dropped)
      .host({ noProxy: [parseNoProxy('NO_PROXY', '.amazonaws.com,app.gitpod.io')] })
      .https('app.gitpod.io')
      .proxy('http://proxy.corp:3128')
      .control('other-route', EC2)
      .control('other-route', LOGS)
      .build();
    const claim = onlyClaim(awsEndpointBlocked, built);
    expect(claim.confidence).toBe('certain');
    const words = wordsOf(awsEndpointBlocked, claim);
    expect(words).toContain('the runner connects to these services without it');
    expect(words).toContain('com.amazonaws.eu-central-1.ecr.api');
    expect(words).not.toContain('remove .amazonaws.com');
    expect(rootCauses([...RULES, directRouteBlocked], built)).toEqual(['aws-endpoint-blocked']);
  });

  test('defers to no-direct-egress when nothing answers', () => {
    expect(claimsOf(awsEndpointBlocked, session().https(EC2, dropped).https('app.gitpod.io', dropped).build())).toEqual([]);
  });

  test('defers to vpc-endpoint-unreachable when the name resolves to a private address', () => {
    const inside = fails('tcp.timeout', { addresses: ['10.0.3.4'] });
    const built = session().host({ ec2: true }).https(EC2, inside).https('app.gitpod.io').build();
    expect(claimsOf(awsEndpointBlocked, built)).toEqual([]);
    expect(rootCauses(RULES, built)).toEqual(['vpc-endpoint-unreachable']);
  });
});

describe('GD602 aws-endpoint-not-genuine', () => {
  test.each([
    ['tls.unknown-issuer', 'likely'],
    ['tls.self-signed', 'likely'],
    ['tls.name-mismatch', 'certain'],
  ] as const)('fires for %s at an AWS host with the confidence %s', (kind, confidence) => {
    const built = session()
      .https(EC2, fails(kind, { issuer: 'Internal Load Balancer' }))
      .https('app.gitpod.io')
      .build();
    const claim = onlyClaim(awsEndpointNotGenuine, built);
    expect(claim).toMatchObject({ subject: EC2, confidence, accountsFor: ['o1'] });
    expect(wordsOf(awsEndpointNotGenuine, claim)).toContain('cannot prove that it is AWS');
    expect(rootCauses(RULES, built)).toEqual(['aws-endpoint-not-genuine']);
  });

  test('fires for several AWS hosts under one private CA when a host of another owner is genuine', () => {
    const built = session().https(EC2, fails('tls.unknown-issuer')).https(SSM, fails('tls.unknown-issuer')).https('app.gitpod.io').build();
    expect(rootCauses(RULES, built)).toEqual(['aws-endpoint-not-genuine']);
  });

  test('asks about every affected host, and gives the address that answered', () => {
    const answered = fails('tls.unknown-issuer', { addresses: ['198.51.100.7'] });
    const claim = onlyClaim(awsEndpointNotGenuine, session().https(EC2, answered).https(SSM, answered).https('app.gitpod.io').build());
    expect(claim.subject).toBe('eu-central-1');
    const words = wordsOf(awsEndpointNotGenuine, claim);
    expect(words).toContain('at 198.51.100.7');
    expect(words).toContain(`do not decrypt: ${SSM}`);
  });

  test('defers to tls-intercepted when the CA also signed certificates of other owners', () => {
    const built = session().https(EC2, fails('tls.unknown-issuer')).https('app.gitpod.io', fails('tls.unknown-issuer')).build();
    expect(claimsOf(awsEndpointNotGenuine, built)).toEqual([]);
    expect(rootCauses(RULES, built)).toEqual(['tls-intercepted']);
  });

  test('defers to block-page when a filter answers', () => {
    const page = fails('tls.unknown-issuer', { unverified: { filterVendor: 'Zscaler', pageClass: 'login' } });
    const built = session().https(EC2, page).https('app.gitpod.io').build();
    expect(claimsOf(awsEndpointNotGenuine, built)).toEqual([]);
    expect(rootCauses(RULES, built)).toEqual(['block-page']);
  });

  test("does not fire for a response over publicly verified TLS without AWS's usual headers", () => {
    expect(
      claimsOf(
        awsEndpointNotGenuine,
        session()
          .https(EC2, passes({ status: 403 }))
          .build(),
      ),
    ).toEqual([]);
  });
});

describe('GD603 vpc-endpoint-unreachable', () => {
  const inside = { addresses: ['10.0.3.4'] };

  test('is certain on EC2 for a private address that accepts no connection', () => {
    const built = session().host({ ec2: true }).https(EC2, fails('tcp.timeout', inside)).https(SSM, fails('tcp.refused', inside)).build();
    const claim = onlyClaim(vpcEndpointUnreachable, built);
    expect(claim).toMatchObject({ subject: 'eu-central-1', confidence: 'certain', accountsFor: ['o1', 'o2'] });
    expect(wordsOf(vpcEndpointUnreachable, claim)).toContain('security group');
  });

  test('lists only the working endpoints of the same region', () => {
    const built = session()
      .https(EC2, fails('tcp.refused', inside))
      .https(SSM, passes(inside))
      .https('ssm.eu-west-1.amazonaws.com', passes(inside))
      .https('git.corp.example', passes(inside))
      .build();
    const claim = onlyClaim(vpcEndpointUnreachable, built);
    expect(claim.confidence).toBe('certain');
    expect(wordsOf(vpcEndpointUnreachable, claim)).toContain('1 other endpoint of the region answers: ssm.');
  });

  test('is only likely outside AWS, where a DNS filter may return a private address', () => {
    const claim = onlyClaim(vpcEndpointUnreachable, session().https(EC2, fails('tcp.timeout', inside)).build());
    expect(claim.confidence).toBe('likely');
    expect(wordsOf(vpcEndpointUnreachable, claim)).toContain('may also come from a DNS filter');
  });

  test('defers to name-sinkholed for the private address of a host outside AWS, and for a loopback address', () => {
    const built = session()
      .https('app.gitpod.io', fails('tcp.timeout', inside))
      .https(EC2, fails('tcp.refused', { addresses: ['127.0.0.1'] }))
      .build();
    expect(claimsOf(vpcEndpointUnreachable, built)).toEqual([]);
  });

  test('does not fire for an endpoint that accepts connections', () => {
    expect(claimsOf(vpcEndpointUnreachable, session().host({ ec2: true }).https(EC2, passes(inside)).build())).toEqual([]);
  });
});
