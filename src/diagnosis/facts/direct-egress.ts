/** Whether any traffic leaves the network without a proxy, judged by all direct connections of requirements and controls. */

import { TCP_FAILURES } from '../../knowledge/connection-kinds.ts';
import type { WebObservation } from '../../model/observation.ts';
import { memoize } from './memo.ts';
import { deadConnections, isOutsideNetwork } from './siblings.ts';
import { isProbeOfProxy } from './signs-of-life.ts';
import type { View } from './view.ts';
import { firstHops } from './web-hops.ts';

export interface DirectEgress {
  /** Public hosts that accepted a direct connection. */
  reached: Set<string>;
  /** Public hosts to which a direct connection failed. */
  blocked: Set<string>;
  /** Ids of the observations of these connections. */
  evidence: string[];
  /** The failed observations of requirements among the blocked connections. */
  failed: WebObservation[];
  /** Failed observations whose connection opened but brought no data, so it does not prove egress. */
  dead: WebObservation[];
}

export const directEgress = memoize((view: View): DirectEgress => {
  const egress: DirectEgress = { reached: new Set(), blocked: new Set(), evidence: [], failed: [], dead: [] };
  const deadOnes = deadConnections(view);
  for (const { observation, tcp, endpoint } of firstHops(view)) {
    if (tcp === undefined || endpoint === null || observation.route.via !== 'direct') continue;
    if (observation.state !== 'completed' || isProbeOfProxy(observation, view)) continue;
    const { host } = endpoint;
    if (tcp.ok) {
      if (!isOutsideNetwork(tcp['network.peer.address'])) continue;
      if (!deadOnes.has(observation)) egress.reached.add(host);
      else if (view.isFailed(observation)) egress.dead.push(observation);
    } else {
      if (!TCP_FAILURES.has(observation.failure?.kind ?? 'unclassified')) continue;
      if (!tcp.attempts.some(({ address }) => isOutsideNetwork(address))) continue;
      egress.blocked.add(host);
      if (view.isFailed(observation)) egress.failed.push(observation);
    }
    egress.evidence.push(observation.id);
  }
  return egress;
});
