/** Refused CONNECTs of each proxy, grouped by what still passes: other hosts on the port, other ports, or nothing. */

import { type ConnectAnswer, connectAnswers, isAllowedByProxy, isRefusal, type ProxyAnswers } from './connect-answers.ts';
import { memoize } from './memo.ts';
import type { View } from './view.ts';

export interface Refusals extends ProxyAnswers {
  /** Hosts refused on a port that passes for other hosts. */
  hosts: ConnectAnswer[];
  /** Refusals on ports on which nothing passes, by port. */
  ports: Map<number, ConnectAnswer[]>;
  /** Refusals of a proxy that never opened a tunnel. */
  everything: ConnectAnswer[];
  letThrough: ConnectAnswer[];
}

export const refusalsOf = memoize((view: View): Refusals[] => connectAnswers(view).map(sort));

function sort(proxy: ProxyAnswers): Refusals {
  const letThrough = proxy.answers.filter(isAllowedByProxy);
  const sorted: Refusals = { ...proxy, hosts: [], ports: new Map(), everything: [], letThrough };
  const refused = proxy.answers.filter((answer) => isRefusal(answer) || answer.kind === 'tunnel.not-http');
  if (letThrough.length === 0) return { ...sorted, everything: refused };

  const openPorts = new Set(letThrough.filter(({ inClear }) => !inClear).map((answer) => answer.port));
  const deniedHosts = new Set(refused.filter((answer) => openPorts.has(answer.port)).map((answer) => answer.host));
  for (const answer of refused) {
    // A proxy has port rules only for tunnels, so a refused URL without TLS is refused because of its host.
    if (answer.inClear || openPorts.has(answer.port) || deniedHosts.has(answer.host)) sorted.hosts.push(answer);
    else {
      const known = sorted.ports.get(answer.port);
      if (known === undefined) sorted.ports.set(answer.port, [answer]);
      else known.push(answer);
    }
  }
  return sorted;
}
