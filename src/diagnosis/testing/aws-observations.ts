/** AWS's and the metadata service's answers, added to a `session()`. */
import type { MetadataFacts } from '../../model/aws/metadata.ts';
import type { AwsTarget } from '../../model/aws/operation.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { PhaseOf } from '../../model/phase.ts';
import type { Session } from '../../model/session.ts';
import { type Target, targetText } from '../../model/target.ts';
import { awsPhase, INSTANCE } from '../../model/testing/aws-facts.ts';
import { PLAIN_OBSERVATION } from '../../model/testing/plain-observation.ts';

/** Adds a call with this result; `kind` is null if AWS answered the call without an error. */
export function withCall(
  session: Session,
  target: Omit<AwsTarget, 'kind'>,
  kind: FailureKind | null,
  answer: Partial<PhaseOf<'aws'>> = {},
  requirements: readonly string[] = ['ami.bottlerocket'],
): Session {
  const status = kind === null ? 200 : 400;
  const phase = awsPhase(target.operation, target.region, { ok: kind === null, 'http.response.status_code': status, ...answer });
  return added(session, { probe: 'aws', ...base(session, { kind: 'aws', ...target }, kind, requirements), phases: [phase] });
}

/** Adds requests to the metadata service with this result. */
export function withMetadata(session: Session, facts: Partial<MetadataFacts>, kind: FailureKind | null = null): Session {
  const target: Target = { kind: 'http', url: 'http://169.254.169.254/', host: '169.254.169.254', port: 80, path: '/' };
  const heard: MetadataFacts = { ...INSTANCE, ...facts };
  return added(session, { probe: 'metadata', ...base(session, target, kind, ['imds.endpoint']), phases: [], facts: heard });
}

function added(session: Session, observation: Observation): Session {
  return { ...session, observations: [...session.observations, observation] };
}

function base(session: Session, target: Target, kind: FailureKind | null, requirements: readonly string[]) {
  return {
    ...PLAIN_OBSERVATION,
    id: `o${session.observations.length + 1}`,
    request: targetText(target),
    target,
    requirements: [...requirements],
    failure: kind === null ? null : { kind, text: kind },
  };
}
