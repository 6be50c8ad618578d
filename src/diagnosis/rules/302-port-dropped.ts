/** GD302: the first packet of a connection gets no answer, while other hosts answer. */

import { listing, word } from '../../model/command/index.ts';
import { endpointGroups } from '../facts/endpoint-groups.ts';
import { unique } from '../facts/order.ts';
import { silentHops } from '../facts/rejected-hops.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, firewallLines, plural, toList, verb } from './shared/wording.ts';

export const portDropped = defineRule({
  code: 'GD302',

  find(view) {
    const direct = directlyConnected(view);
    const siblings = direct.length > 0 ? direct : connectedThroughProxy(view);
    if (siblings.length === 0) return [];
    const siblingHosts = unique(siblings.map((sibling) => sibling.host)).length;
    return endpointGroups(silentHops(view)).map((group) => ({
      subject: endpointSubject(group.hosts, group.port),
      // Less certain if the other hosts answer only through a proxy, because the whole direct route may be blocked.
      confidence: direct.length > 0 ? 'likely' : 'possible',
      accountsFor: group.ids,
      evidence: siblings.slice(0, 3).map((sibling) => sibling.id),
      facts: {
        hosts: group.hosts,
        port: group.port,
        siblings: siblingHosts,
        siblingsAreDirect: direct.length > 0,
        throughProxy: unique(
          group.members
            .filter(({ observation }) => view.controlFor(observation, 'other-route')?.failure === null)
            .map((member) => member.host),
        ),
      },
    }));
  },

  summary: 'A host does not answer connections, while other hosts do.',
  why: 'Most firewalls drop packets to a destination that is not on their allow-list. A host that is switched off looks the same, but the hosts that Gitpod needs are rarely off.',
  stops: 'Programs that need a silent host hang until their timeout, then report “timed out” or “deadline exceeded”.',
  otherwise: 'the hosts themselves may be down',
  confusedWith: {
    'no-network': 'no host answers; here other hosts answer.',
    'no-direct-egress': 'no connection to any host succeeds; here connections to other hosts do.',
    'tls-stalls': 'TCP connects but TLS times out; here TCP never connects.',
    'port-refused': 'a refusal arrives immediately; here no answer arrives.',
  },
  byHand: [
    { run: tcpCheck(word`<host>`, word`<port>`), shows: 'timed out', tells: 'The host does not answer in five seconds.' },
    { run: tcpCheck(word`<another host>`, word`<port>`), shows: 'succeeded', tells: 'Another host accepts connections on the same port.' },
  ],
  example: {
    ...{ hosts: ['<host>'], port: 443 },
    // The number of other hosts that accept connections, and whether they accept them without a proxy.
    ...{ siblings: 1, siblingsAreDirect: true },
    // Hosts among them that answer through the proxy.
    throughProxy: [],
  },
  title: ({ hosts, port }) =>
    `${toList(hosts.map((host) => endpointText(host, port)))} ${verb(hosts.length, 'does', 'do')} not answer on TCP port ${port}`,
  evidence: ({ hosts, port, siblings, siblingsAreDirect, throughProxy }) => [
    `${plural(hosts.length, 'host')} on TCP port ${port}: no answer before the deadline, from any address.`,
    siblingsAreDirect
      ? `${plural(siblings, 'other host')} that Gitpod needs ${verb(siblings, 'accepts', 'accept')} direct connections from here.`
      : `${plural(siblings, 'other host')} that Gitpod needs ${verb(siblings, 'answers', 'answer')} through the proxy; no direct connection succeeded.`,
    throughProxy.length > 0 && `Through the proxy ${toList(throughProxy)} ${verb(throughProxy.length, 'answers', 'answer')}.`,
  ],
  fixes: ({ hosts, port, throughProxy }) => [
    {
      owner: 'network-team',
      text: `Connections to ${briefly(hosts, 'host')} on TCP port ${port} get no answer. Please allow outbound TCP ${port} to ${briefly(hosts, 'host')} by name, because ${verb(hosts.length, 'its', 'their')} addresses change.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
    throughProxy.length > 0 && {
      owner: 'you',
      text: `${toList(throughProxy)} ${verb(throughProxy.length, 'answers', 'answer')} through the proxy. If a direct route is not wanted, remove ${verb(throughProxy.length, 'it', 'them')} from NO_PROXY.`,
    },
  ],
});
