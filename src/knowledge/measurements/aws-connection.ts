/** Treats the connection of an AWS call as a request to its host, because the same causes and controls apply. */

import { AWS_ACTIONS } from '../../model/aws/operation.ts';
import type { AwsObservation, WebObservation } from '../../model/observation.ts';
import type { Phase } from '../../model/phase.ts';
import { hostPort, type Target, urlTargetOf } from '../../model/target.ts';
import { partitionOf } from '../aws/regions.ts';

/** The call as a web request. Null if nothing was sent (pasted output, no credentials), or if the report has no valid host. */
export function requestOfCall(observation: AwsObservation): WebObservation | null {
  const { target, phases } = observation;
  const connection = phases.filter(({ name }) => name !== 'aws');
  if (target.kind !== 'aws' || connection.length === 0) return null;
  const host = connection.map(farEnd).findLast((end) => end !== null);
  const asked = urlTargetOf(`https://${host ?? regionalName(target)}/`);
  return asked === null ? null : { ...observation, probe: 'https', target: asked, phases: connection, unverifiedAnswer: null };
}

/** Whether the connection failed before AWS could respond. */
export function hasFailedBeforeAnswer({ phases, failure }: AwsObservation): boolean {
  return failure !== null && phases.length > 0 && phases.every(({ name }) => name !== 'aws');
}

/** The host and port of the service, if the phase has them; a phase at the proxy has the proxy's host and port. */
function farEnd(phase: Phase): string | null {
  if (phase.name !== 'tunnel' && phase.peer === 'proxy') return null;
  if (phase.name === 'dns') return phase['dns.question.name'];
  return phase.name === 'tcp' || phase.name === 'tunnel' ? hostPort(phase['server.address'], phase['server.port']) : null;
}

function regionalName({ operation, region }: Extract<Target, { kind: 'aws' }>): string {
  const [service = ''] = AWS_ACTIONS[operation].split(':');
  return `${service}.${region}.${partitionOf(region).suffix}`;
}
