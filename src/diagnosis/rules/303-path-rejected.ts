/** GD303: a device on the path reports that the connection is prohibited or the host unreachable. */

import { command, listing, word } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { type EndpointGroup, endpointGroups } from '../facts/endpoint-groups.ts';
import { rejectedHops } from '../facts/rejected-hops.ts';
import { connectedThroughProxy, directlyConnected } from '../facts/siblings.ts';
import { by, defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { briefly, endpointSubject, endpointText, firewallLines, plural, toList, verb } from './shared/wording.ts';

const REJECTED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tcp.unreachable', 'tcp.prohibited']);

export const pathRejected = defineRule({
  code: 'GD303',
  excludes: { 'local-firewall-blocks': by.failuresOf('tcp.prohibited'), 'port-dropped': by.failuresOf('tcp.prohibited') },

  find(view) {
    const siblings = [...directlyConnected(view), ...connectedThroughProxy(view)];
    if (siblings.length === 0) return [];
    return endpointGroups(rejectedHops(view, REJECTED)).map((group) => ({
      subject: endpointSubject(group.hosts, group.port),
      // Only a filter sends "prohibited"; "unreachable" may also mean a host that is switched off.
      confidence: isProhibited(group) ? 'certain' : 'likely',
      accountsFor: group.ids,
      evidence: siblings.slice(0, 3).map((sibling) => sibling.id),
      facts: { hosts: group.hosts, port: group.port, prohibited: group.kinds.includes('tcp.prohibited') },
    }));
  },

  summary: 'A device in the network rejects the connection with an ICMP message.',
  why: 'A firewall or router that rejects packets sends “prohibited” or “unreachable”. If a host is switched off, its router may also send “unreachable”.',
  stops: 'Programs fail at once with “no route to host” or “network is unreachable”, although other hosts work.',
  otherwise: 'a host that is down looks the same',
  confusedWith: {
    'local-firewall-blocks': 'this machine itself refuses to send; here the packet left, and a device in the network rejected it.',
    'port-dropped': 'no answer arrives; here an ICMP message arrives.',
  },
  byHand: [
    {
      run: tcpCheck(word`<host>`, word`<port>`),
      shows: 'No route to host',
      tells: 'An ICMP message came back. Some ICMP messages cause “Network is unreachable” instead.',
    },
    {
      run: command`traceroute -n -T -p <port> -q 1 -w 2 <host>`,
      shows: '!X',
      tells:
        'Run this command as root. The line shows the address of the device that rejects. “!X” means prohibited, “!H” host unreachable and “!N” network unreachable.',
    },
  ],
  byHandNote: 'These are the options of traceroute on Linux; on macOS use “-P tcp” instead of “-T”.',
  example: {
    hosts: ['<host>'],
    port: 443,
    // True if the message reports a prohibition, and not only an unreachable host.
    prohibited: true,
  },
  title: ({ hosts, port }) => `A device on the network rejects connections to ${toList(hosts.map((host) => endpointText(host, port)))}`,
  evidence: ({ hosts, port, prohibited }) => [
    `${plural(hosts.length, 'host')} on TCP port ${port}: ${prohibited ? 'the connection is administratively prohibited' : 'a device says that the host or network is unreachable'}.`,
    'Other hosts that Gitpod needs answer from here.',
  ],
  fixes: ({ hosts, port, prohibited }) => [
    {
      owner: 'network-team',
      text: `Connections to ${briefly(hosts, 'host')} on TCP port ${port} are rejected with ICMP ${prohibited ? '“administratively prohibited”' : '“unreachable”'}. Please allow outbound TCP ${port} to ${briefly(hosts, 'host')} by name, or check the route to ${verb(hosts.length, 'it', 'them')}.`,
      command: listing('rules', firewallLines('TCP', port, hosts)),
    },
  ],
});

/** A timeout beside a prohibition is the same refusal, because devices limit the rate of these messages. */
function isProhibited({ kinds }: EndpointGroup): boolean {
  return kinds.includes('tcp.prohibited') && !kinds.includes('tcp.unreachable');
}
