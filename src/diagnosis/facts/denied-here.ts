/** The operating system refused to send: a rule of this machine itself, whatever stands on the way. */
import type { Observation } from '../../model/observation.ts';

export function isDeniedHere({ failure }: Observation): boolean {
  return failure?.kind === 'tcp.local-denied' || failure?.kind === 'udp.local-denied';
}
