/**
 * A handshake that failed once and completed when the same request was made again: a lost packet, a device that was
 * being reloaded, a machine too busy to answer in time. It says nothing about names, sizes or devices on the way, so no
 * rule about those may claim it.
 */
import type { FailureKind } from '../../model/failure.ts';
import type { Observation } from '../../model/observation.ts';
import type { View } from '../view.ts';

const HANDSHAKE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.timeout', 'tls.reset', 'tls.closed']);

export function passedAgain(view: View, observation: Observation): boolean {
  const { failure, phases } = observation;
  const failed = phases.at(-1);
  if (failure === null || !HANDSHAKE.has(failure.kind) || failed?.name !== 'tls' || failed.hop > 0) return false;
  const again = view.controlFor(observation, 'repeat');
  if (again === undefined || again.route.via !== observation.route.via) return false;
  return again.phases.some((phase) => phase.name === 'tls' && phase.peer === failed.peer && phase.handshakeCompleted);
}
