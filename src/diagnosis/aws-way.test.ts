/** If these fail, an AWS call that a proxy or firewall stops has no cause, although every other request would have one. */
import { expect, test } from 'vitest';
import type { AwsObservation, WebObservation } from '../model/observation.ts';
import type { Session } from '../model/session.ts';
import { rootCauses } from './evidence/testing/claims.ts';
import { proxyRequiresLogin } from './rules/103-proxy-requires-login.ts';
import { awsEndpointBlocked } from './rules/601-aws-endpoint-blocked.ts';
import { awsCustomEndpointSet } from './rules/607-aws-custom-endpoint-set.ts';
import { withCall } from './testing/aws-observations.ts';
import { fails, type SessionBuilder, session } from './testing/session.ts';
import { viewOf } from './view-of.ts';

const RULES = [proxyRequiresLogin, awsEndpointBlocked, awsCustomEndpointSet];
const STS = 'sts.us-east-1.amazonaws.com';

/** The last request of a story, made by an AWS call in place of a plain one. */
function asCall(builder: SessionBuilder): Session {
  const built = builder.build();
  const at = built.observations.findLastIndex(({ probe }) => probe === 'https');
  const { probe, unverifiedAnswer, ...way } = built.observations[at] as WebObservation;
  const target = { kind: 'aws', operation: 'get-caller-identity', region: 'us-east-1' } as const;
  const call: AwsObservation = { ...way, probe: 'aws', target, phases: way.phases.filter(({ name }) => name !== 'http') };
  return { ...built, observations: built.observations.with(at, call) };
}

test('a proxy that wants a login wants it of AWS calls, too', () => {
  const refused = fails('tunnel.407', { tunnel: { authenticate: ['Basic'] } });
  expect(rootCauses(RULES, asCall(session().proxy('http://proxy.corp:3128').https(STS, refused)))).toEqual(['proxy-requires-login']);
});

test('a firewall that drops the name of AWS drops the call', () => {
  expect(rootCauses(RULES, asCall(session().https('app.gitpod.io').https(STS, fails('tcp.timeout'))))).toEqual(['aws-endpoint-blocked']);
});

test('a call that a variable led to a closed port is the variable’s', () => {
  const led = session()
    .host({ awsEndpointVariables: ['AWS_ENDPOINT_URL'] })
    .https('localhost:4566', fails('tcp.refused'), { requirement: 'ami.bottlerocket' });
  expect(rootCauses(RULES, asCall(led))).toEqual(['aws-custom-endpoint-set']);
});

test('what AWS itself answered, or what was never sent, is no failure of the way', () => {
  const refused = withCall(session().build(), { operation: 'describe-images', region: 'us-east-1' }, 'aws.unauthorized');
  expect(viewOf(refused).failedWeb).toEqual([]);
  expect(viewOf(refused).web).toEqual([]);
});
