/** GD117: something accepts connections in the place of every server, and some of them end with it. */

import type { FailureKind } from '../../model/failure.ts';
import { type FailedHop, failedHops } from '../evidence/hops.ts';
import { neutralName } from '../evidence/neutral-name.ts';
import { stalledHandshakes } from '../evidence/stalled-handshakes.ts';
import { answersForAll } from '../evidence/unserved-address.ts';
import { firewallLines, listed, unique } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { rule } from '../rule.ts';
import type { View } from '../view.ts';

interface Facts {
  address: string;
  port: number;
  /** A client on this machine hands out addresses of its own. */
  client: boolean;
  /** Hosts whose connection is accepted and then ended or left without an answer. */
  hosts: string[];
}

/** Accepted, and nothing that the server said came back. */
const ENDED: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.reset', 'tls.closed', 'tls.timeout']);

export const transparentProxy = rule<Facts>({
  code: 'GD117',
  scope: 'machine',
  excludes: {
    'tls-intercepted': by.control('unserved-address'),
    'tls-cut-off': by.control('unserved-address'),
    'name-filtered-in-tls': by.control('unserved-address'),
  },

  find(view) {
    const found = answersForAll(view);
    if (found === null) return [];
    const { control, address, port, clientOnThisMachine: client } = found;
    const ended = endedByIt(view);
    return [
      {
        subject: 'direct connections',
        confidence: client ? ('likely' as const) : ('certain' as const),
        accountsFor: ended.map(({ observation }) => observation.id),
        evidence: [control.id],
        // Who signs anew has to accept first; where nothing ends with it, it is the same device.
        follows: 'GD307' as const,
        facts: { address, port, client, hosts: unique(ended.map(({ host }) => host)) },
      },
    ];
  },

  explanation: {
    summary: 'Something on the way accepts connections in the place of the servers they are meant for.',
    why: 'A transparent proxy, an inspecting firewall or a security client catches outgoing connections and opens its own to the server. That a connection is accepted then says nothing about the server, and what the proxy does not let through ends inside the connection.',
    stops:
      'Programs see connections that are accepted and then cut or silent; UDP 4242 and TLS that must not be changed may not pass at all.',
    otherwise: 'a VPN or ZTNA client on this machine may be what accepts the connections',
    confusedWith: [
      { name: 'tls-intercepted', apart: 'There the certificate is another one; a transparent proxy may as well pass the genuine one on.' },
      { name: 'tls-cut-off', apart: 'There an address that nobody has accepts no connection.' },
      { name: 'name-filtered-in-tls', apart: 'There the name alone decides: a neutral name on the same address is answered.' },
    ],
    byHand: [
      {
        run: 'nc -vz -w 5 192.0.2.1 443',
        shows: 'succeeded',
        tells:
          'Nobody has this address (RFC 5737), and yet a connection stands: something on the way, or a client on this machine, took it.',
      },
    ],
    example: { address: '192.0.2.1', port: 443, client: false, hosts: ['<host>'] },
    title: ({ hosts }) =>
      hosts.length === 0
        ? 'A transparent proxy accepts connections in the place of the servers'
        : `A transparent proxy accepts the connections to ${listed(hosts)} and does not carry them`,
    evidence: ({ address, port, client, hosts }) => [
      `A connection to ${address} port ${port} is accepted, although nobody has that address (RFC 5737).`,
      ...(hosts.length > 0
        ? [`Connections to ${listed(hosts)} are accepted as well, and end or stay without an answer in the TLS handshake.`]
        : []),
      ...(client ? ['Names lead to addresses that belong to no network: a client on this machine hands them out.'] : []),
    ],
    fixes: ({ hosts, client }) => [
      {
        owner: 'network-team',
        text: `Outgoing connections on TCP 443 are accepted by a device on the way (a connection to 192.0.2.1, which nobody has, is accepted). ${
          hosts.length > 0
            ? `It does not carry those to ${listed(hosts, 20)}. Please allow these names in it, or exempt them from it.`
            : 'Please tell us which device it is, and keep the hosts of the access requirements exempt from it.'
        }`,
        ...(hosts.length > 0 ? { command: firewallLines('TCP', 443, hosts) } : {}),
      },
      {
        owner: 'you',
        text: client
          ? 'A VPN or zero-trust client seems to run on this machine. Ask whether it can be set to leave these hosts alone, and measure again while it is off if you may.'
          : 'If a VPN or zero-trust client runs on this machine, measure again while it is off if you may: such a client accepts connections like this, too.',
      },
    ],
  },
});

/** Direct handshakes that ended without a word of the server, unless a control names the name or the size as the reason. */
function endedByIt(view: View): FailedHop[] {
  const bySize = new Set(
    stalledHandshakes(view).flatMap(({ size, observation }) => (size === 'first-message' || size === 'answers' ? observation.id : [])),
  );
  return failedHops(view, ENDED).filter(
    (failed) => failed.direct && !bySize.has(failed.observation.id) && neutralName(view, failed).outcome !== 'passes',
  );
}
