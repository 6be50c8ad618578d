/** AWS endpoints that a variable changes, and regions that do not exist. If one fails, a typo becomes a ticket for the DNS team. */
import { describe, expect, test } from 'vitest';
import { claimsOf, onlyClaim, rootCauses, wordsOf } from '../facts/testing/claims.ts';
import { withCall } from '../testing/aws-observations.ts';
import { session } from '../testing/session.ts';
import { nameNotFound } from './201-name-not-found.ts';
import { awsCustomEndpointSet } from './607-aws-custom-endpoint-set.ts';
import { regionUnknown } from './608-region-unknown.ts';
import { awsCredentialsInvalid } from './703-aws-credentials-invalid.ts';

const IDENTITY = { operation: 'get-caller-identity', region: 'us-east-1' } as const;
const REGIONS = { operation: 'describe-regions', region: 'us-east-1' } as const;

describe('GD607 aws-custom-endpoint-set', () => {
  const LEFT_OVER = { customEndpoint: 'AWS_ENDPOINT_URL', 'server.address': 'localhost' };
  const measured = () =>
    session()
      .host({ awsEndpointVariables: ['AWS_ENDPOINT_URL'] })
      .https('ec2.us-east-1.amazonaws.com', undefined, { requirement: 'aws.ec2' });

  test('names the variable when an AWS service was measured', () => {
    const claim = onlyClaim(awsCustomEndpointSet, measured().build());
    expect(claim).toMatchObject({ subject: 'AWS_ENDPOINT_URL', accountsFor: [] });
    expect(wordsOf(awsCustomEndpointSet, claim)).toContain('unset AWS_ENDPOINT_URL');
  });

  test('explains the failure of a call to the address in the variable', () => {
    const claim = onlyClaim(awsCustomEndpointSet, withCall(measured().build(), IDENTITY, 'aws.not-aws', LEFT_OVER));
    expect(claim).toMatchObject({ confidence: 'certain', accountsFor: ['o3'] });
    expect(wordsOf(awsCustomEndpointSet, claim)).toContain('Calls that went to localhost failed');
  });

  test('says that the address has no TLS, and gives the flag that allows the calls', () => {
    const built = withCall(measured().build(), IDENTITY, 'aws.in-clear', { ...LEFT_OVER, 'server.address': 'aws.corp.example' });
    const claim = onlyClaim(awsCustomEndpointSet, built);
    expect(claim.accountsFor).toEqual(['o3']);
    const words = wordsOf(awsCustomEndpointSet, claim);
    expect(words).toContain('AWS calls are sent to aws.corp.example without TLS by AWS_ENDPOINT_URL');
    expect(words).toContain('--yes-to aws-in-clear');
    expect(words).not.toContain('failed');
  });

  test('covers endpoint_url of a profile, and does not ask to unset a variable', () => {
    const built = withCall(session().build(), IDENTITY, 'aws.not-understood', { ...LEFT_OVER, customEndpoint: 'endpoint_url' });
    const words = wordsOf(awsCustomEndpointSet, onlyClaim(awsCustomEndpointSet, built));
    expect(words).toContain('endpoint_url is set');
    expect(words).not.toContain('unset');
  });

  test('explains no failed requirement when only a control call failed', () => {
    const built = withCall(measured().build(), IDENTITY, 'aws.not-aws', LEFT_OVER, ['aws.ec2']);
    const observations = built.observations.map((each) =>
      each.probe === 'aws' ? { ...each, role: 'control' as const, purpose: 'account-regions' as const } : each,
    );
    const claim = onlyClaim(awsCustomEndpointSet, { ...built, observations });
    expect(claim.accountsFor).toEqual([]);
    expect(wordsOf(awsCustomEndpointSet, claim)).toContain('Calls that went to localhost failed');
  });

  test('does not fire for a company endpoint that answers like AWS', () => {
    expect(claimsOf(awsCustomEndpointSet, withCall(measured().build(), IDENTITY, null, LEFT_OVER))).toEqual([]);
  });

  test('defers to aws-endpoint-not-genuine without a variable', () => {
    expect(claimsOf(awsCustomEndpointSet, withCall(session().build(), IDENTITY, 'aws.not-aws'))).toEqual([]);
  });

  test('does not fire when no AWS service was measured', () => {
    const built = session()
      .host({ awsEndpointVariables: ['AWS_ENDPOINT_URL'] })
      .https('app.gitpod.io')
      .build();
    expect(claimsOf(awsCustomEndpointSet, built)).toEqual([]);
  });
});

describe('GD608 region-unknown', () => {
  const TYPO = 'us-esat-1';
  const gone = (region: string, suffix = 'amazonaws.com') =>
    session({ regions: [region] })
      .dns(`ec2.${region}.${suffix}`, 'dns.nxdomain')
      .dns(`ssm.${region}.${suffix}`, 'dns.nxdomain')
      .dns(`123456789012.dkr.ecr.${region}.${suffix}`, 'dns.nxdomain');
  const lists = (...regions: [string, 'opted-in' | 'not-opted-in'][]) => ({
    result: { kind: 'regions' as const, regions: regions.map(([name, optIn]) => ({ name, optIn })) },
  });

  test.each([
    [TYPO, 'us-east-1', 'amazonaws.com'],
    ['cn-nort-1', 'cn-north-1', 'amazonaws.com.cn'],
    ['eusc-de-eest-1', 'eusc-de-east-1', 'amazonaws.eu'],
  ])('recognises %s as a typo for %s', (typed, meant, suffix) => {
    const built = gone(typed, suffix).dns('app.gitpod.io').build();
    const claim = onlyClaim(regionUnknown, built);
    expect(claim).toMatchObject({ subject: typed, confidence: 'certain', accountsFor: ['o1', 'o2', 'o3'] });
    expect(wordsOf(regionUnknown, claim)).toContain(`--region ${meant}`);
    expect(rootCauses([nameNotFound, regionUnknown], built)).toEqual(['region-unknown']);
  });

  test('is certain for a region that is missing from the list of AWS', () => {
    const built = withCall(gone('xx-moonbase-1').dns('app.gitpod.io').build(), REGIONS, null, lists(['us-east-1', 'opted-in']));
    const claim = onlyClaim(regionUnknown, built);
    expect(claim.confidence).toBe('certain');
    const words = wordsOf(regionUnknown, claim);
    for (const each of ['There is no AWS region “xx-moonbase-1”', 'that AWS lists', 'no region “']) expect(words).toContain(each);
  });

  test('explains a call to a name that does not resolve, and shortens a long list of names', () => {
    const many = gone(TYPO).dns(`s3.${TYPO}.amazonaws.com`, 'dns.no-data').dns('app.gitpod.io').build();
    const lost = withCall(many, { ...IDENTITY, region: TYPO }, 'dns.nxdomain');
    const claim = onlyClaim(regionUnknown, lost);
    expect(claim.accountsFor).toContain(lost.observations.at(-1)?.id);
    expect(wordsOf(regionUnknown, claim)).toContain('and the other names of this region');
  });

  test('is only likely without a similar known region, because the region may be newer than this program', () => {
    expect(onlyClaim(regionUnknown, gone('xx-moonbase-1').dns('app.gitpod.io').build()).confidence).toBe('likely');
  });

  test('defers to name-not-found for an existing region, because then the resolver is at fault', () => {
    const built = gone('eu-central-1').dns('app.gitpod.io').build();
    expect(claimsOf(regionUnknown, built)).toEqual([]);
    expect(rootCauses([nameNotFound, regionUnknown], built)).toEqual(['name-not-found']);
  });

  test('does not fire when no other name resolves, or when a name of the region resolves', () => {
    expect(claimsOf(regionUnknown, gone(TYPO).build())).toEqual([]);
    expect(claimsOf(regionUnknown, gone(TYPO).dns(`sts.${TYPO}.amazonaws.com`).build())).toEqual([]);
  });

  test('does not fire for a region that AWS lists, however new it is', () => {
    const built = withCall(gone('ap-southeast-9').dns('app.gitpod.io').build(), REGIONS, null, lists(['ap-southeast-9', 'opted-in']));
    expect(claimsOf(regionUnknown, built)).toEqual([]);
  });

  test('explains a refused call only in a region that the account has not enabled', () => {
    const known = withCall(session({ regions: ['ap-east-1'] }).build(), REGIONS, null, lists(['ap-east-1', 'not-opted-in']));
    const refused = withCall(known, { operation: 'describe-images', region: 'ap-east-1' }, 'aws.auth-failure');
    const elsewhere = withCall(refused, { operation: 'describe-images', region: 'us-east-1' }, 'aws.auth-failure');
    const claim = onlyClaim(regionUnknown, elsewhere);
    expect(claim).toMatchObject({ subject: 'ap-east-1', confidence: 'certain', accountsFor: ['o3'] });
    expect(wordsOf(regionUnknown, claim)).toContain('aws account enable-region --region-name ap-east-1');
  });

  test('replaces aws-credentials-invalid when another region accepts the key and the list of regions is denied', () => {
    const refused = withCall(session({ regions: ['ap-east-1'] }).build(), { ...IDENTITY, region: 'ap-east-1' }, 'aws.invalid-key');
    const known = withCall(refused, IDENTITY, null, {
      result: { kind: 'identity', account: '123456789012', partition: 'aws', principalKind: 'user', principal: 'me' },
    });
    const built = withCall(known, REGIONS, 'aws.unauthorized');
    const claim = onlyClaim(regionUnknown, built);
    expect(claim).toMatchObject({ subject: 'ap-east-1', confidence: 'likely', accountsFor: ['o2'] });
    expect(wordsOf(regionUnknown, claim)).toContain('accepts the keys in another region, but refuses them in ap-east-1');
    expect(claimsOf(awsCredentialsInvalid, built)).toEqual([]);
    expect(claimsOf(awsCredentialsInvalid, refused)).toHaveLength(1);
  });

  test('defers to aws-credentials-invalid when an enabled region refuses the key', () => {
    const known = withCall(session({ regions: ['us-east-1'] }).build(), REGIONS, null, lists(['us-east-1', 'opted-in']));
    expect(claimsOf(regionUnknown, withCall(known, IDENTITY, 'aws.invalid-key'))).toEqual([]);
  });
});
