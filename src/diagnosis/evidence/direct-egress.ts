/** Whether anything leaves the network without a proxy: every direct attempt, made as a row or for comparison. */
import type { View } from '../view.ts';
import { TCP_BLOCKED } from './connection-kinds.ts';
import { endpointOfHop, phaseOfHop } from './hops.ts';
import { leftTheNetwork } from './siblings.ts';

export interface DirectEgress {
  /** Public hosts that accepted a direct connection. */
  reached: Set<string>;
  /** Public hosts that were tried directly and could not be connected to. */
  blocked: Set<string>;
  /** The observations that show it. */
  evidence: string[];
}

export function directEgress(view: View): DirectEgress {
  const egress: DirectEgress = { reached: new Set(), blocked: new Set(), evidence: [] };
  for (const observation of view.web) {
    const tcp = observation.route.via === 'direct' ? phaseOfHop(observation, 'tcp', 0) : undefined;
    const host = endpointOfHop(observation, 0)?.host;
    if (tcp === undefined || host === undefined || observation.state !== 'completed') continue;
    if (tcp.ok) {
      if (!leftTheNetwork(tcp['network.peer.address'])) continue;
      egress.reached.add(host);
    } else {
      if (!TCP_BLOCKED.has(observation.failure?.kind ?? 'unclassified')) continue;
      if (!tcp.attempts.some(({ address }) => leftTheNetwork(address))) continue;
      egress.blocked.add(host);
    }
    egress.evidence.push(observation.id);
  }
  return egress;
}
