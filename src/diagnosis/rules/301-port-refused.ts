/** GD301: the connection is refused, while other hosts accept theirs. */

import { listing, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { type EndpointGroup, endpointGroups } from '../facts/endpoint-groups.ts';
import { unique } from '../facts/order.ts';
import { rejectedHops } from '../facts/rejected-hops.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, firewallLines, plural, toList, verb } from './shared/wording.ts';

/** A reset right after the accept is the same refusal by another device, because no ClientHello was sent yet. */
const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.refused', 'tcp.reset']);

export const portRefused = defineRule({
  code: 'GD301',

  find(view) {
    const siblings = [...directlyConnected(view), ...connectedThroughProxy(view)];
    if (siblings.length === 0) return [];
    const siblingHosts = unique(siblings.map((sibling) => sibling.host)).length;
    return endpointGroups(rejectedHops(view, REFUSED)).map((group) => ({
      subject: endpointSubject(group.hosts, group.port),
      confidence: 'likely',
      accountsFor: group.ids,
      evidence: siblings.slice(0, 3).map((sibling) => sibling.id),
      facts: {
        hosts: group.hosts,
        port: group.port,
        afterAccept: group.kinds.includes('tcp.reset'),
        siblings: siblingHosts,
        addresses: refusedAddresses(group),
      },
    }));
  },

  summary: 'A host refuses the connection to a port, while other hosts accept connections.',
  why: 'A firewall sends a reset instead of the host, or nothing listens on that port. These two cases look the same from here.',
  stops: 'Everything that needs a refused host fails at once, usually with “connection refused”.',
  otherwise: 'the service itself may refuse the connection',
  confusedWith: {
    'port-dropped': 'no answer arrives at all; here a refusal arrives.',
    'tls-cut-off': 'TCP connects, then is reset after the first TLS message; here TCP never connects.',
    'no-direct-egress': 'no connection to any host succeeds; here connections to other hosts do.',
  },
  byHand: [
    {
      run: tcpCheck(word`<host>`, word`<port>`),
      shows: 'Connection refused',
      tells: 'The connection is refused with a TCP reset.',
    },
    { run: tcpCheck(word`<another host>`, word`<port>`), shows: 'succeeded', tells: 'Another host accepts connections on the same port.' },
  ],
  example: {
    ...{ hosts: ['<host>'], port: 443, siblings: 1, addresses: ['<address>'] },
    // True if the connection was accepted and then reset at once.
    afterAccept: false,
  },
  title: ({ hosts, port }) =>
    `${toList(hosts.map((host) => endpointText(host, port)))} ${verb(hosts.length, 'refuses', 'refuse')} the connection`,
  evidence: ({ hosts, port, afterAccept, siblings, addresses }) => [
    `${plural(hosts.length, 'host')} on TCP port ${port}: ${afterAccept ? 'reset right after the connection was accepted' : 'the connection is refused'}.`,
    addresses.length > 0 && `The refusal comes from ${toList(addresses)}.`,
    `${plural(siblings, 'other host')} that Gitpod needs ${verb(siblings, 'accepts', 'accept')} connections from here, so the network itself works.`,
  ],
  fixes: ({ hosts, port }) => [
    {
      owner: 'network-team',
      text: `Connections to ${briefly(hosts, 'host')} on TCP port ${port} are refused. Please allow outbound TCP ${port} to ${briefly(hosts, 'host')} by name, or tell us which device sends the reset.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
  ],
});

function refusedAddresses(group: EndpointGroup): string[] {
  return unique(group.members.flatMap(({ phase }) => (phase.name === 'tcp' ? phase.attempts.map((attempt) => attempt.address) : [])));
}
