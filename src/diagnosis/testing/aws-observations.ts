/** What AWS and the metadata service said, laid into a session of `session()`. */
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { Phase, PhaseOf } from '../../model/phase.ts';
import type { Session } from '../../model/session.ts';
import { DIRECT, type Target, targetText } from '../../model/target.ts';

/** A call that ended so; `kind` null: AWS answered it. */
export function withCall(
  session: Session,
  target: Omit<AwsTarget, 'kind'>,
  kind: FailureKind | null,
  answer: Partial<PhaseOf<'aws'>> = {},
  requirements: readonly string[] = ['ami.bottlerocket'],
): Session {
  const phase: Phase = {
    name: 'aws',
    startMs: 0,
    durationMs: 1,
    ok: kind === null,
    hop: 0,
    peer: 'target',
    operation: target.operation,
    region: target.region,
    'server.address': `ec2.${target.region}.amazonaws.com`,
    customEndpoint: null,
    'http.response.status_code': kind === null ? 200 : 400,
    contentType: 'text/xml',
    requestId: true,
    server: null,
    errorCode: null,
    message: null,
    denial: null,
    decoding: 'not-needed',
    attempts: 1,
    clockSkewMs: 0,
    result: null,
    ...answer,
  };
  return added(session, { probe: 'aws', ...base(session, { kind: 'aws', ...target }, kind, requirements), phases: [phase] });
}

/** A conversation with the metadata service that went so. */
export function withMetadata(session: Session, facts: Partial<MetadataFacts>, kind: FailureKind | null = null): Session {
  const target: Target = { kind: 'http', url: 'http://169.254.169.254/', host: '169.254.169.254', port: 80, path: '/' };
  const heard: MetadataFacts = {
    endpoint: 'http://169.254.169.254/',
    customEndpoint: null,
    disabled: false,
    connected: true,
    withoutToken: { 'http.response.status_code': 401 },
    token: { 'http.response.status_code': 200 },
    isEc2: true,
    region: 'us-east-1',
    zone: 'us-east-1a',
    account: '123456789012',
    instanceType: 'm6i.large',
    ...facts,
  };
  return added(session, { probe: 'metadata', ...base(session, target, kind, ['imds.endpoint']), phases: [], facts: heard });
}

function added(session: Session, observation: Observation): Session {
  return { ...session, observations: [...session.observations, observation] };
}

function base(session: Session, target: Target, kind: FailureKind | null, requirements: readonly string[]) {
  return {
    id: `o${session.observations.length + 1}`,
    request: targetText(target),
    target,
    route: DIRECT,
    role: 'row' as const,
    purpose: null,
    requirements: [...requirements],
    nameIsOurs: false,
    state: 'completed' as const,
    cancelledBy: null,
    startedAt: '2026-11-23T10:00:00Z',
    startMs: 0,
    durationMs: 10,
    failure: kind === null ? null : { kind, text: kind },
  };
}
