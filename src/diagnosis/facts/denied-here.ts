/** The local operating system refused to send, whatever the route beyond it. */
import type { Observation } from '../../model/observation.ts';

export function isDeniedHere({ failure }: Observation): boolean {
  return failure?.kind === 'tcp.local-denied' || failure?.kind === 'udp.local-denied';
}
