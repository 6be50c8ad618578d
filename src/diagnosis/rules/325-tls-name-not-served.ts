/** GD325: the server at this address has no TLS service for this name, or fails while it looks for one. */
import { command, commands, word } from '../../model/command/index.ts';
import { phaseOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { tlsRefusals } from '../facts/tls-refusals.ts';
import { defineRule } from './rule.ts';
import { tlsCheck } from './shared/by-hand.ts';
import { alertsText, briefly, endpointSubject, endpointText, toList, verb } from './shared/wording.ts';

export const tlsNameNotServed = defineRule({
  code: 'GD325',

  find: (view) =>
    tlsRefusals(view, ['tls.unrecognized-name', 'tls.internal-error']).map(({ ids, facts, members }) => ({
      subject: endpointSubject(facts.hosts, facts.port),
      confidence: facts.kind === 'tls.unrecognized-name' ? ('likely' as const) : ('possible' as const),
      accountsFor: ids,
      facts: {
        ...facts,
        addresses: unique(members.flatMap(({ observation, hop }) => phaseOfHop(observation, 'tcp', hop)?.['network.peer.address'] ?? [])),
      },
    })),

  summary: 'The server that answers does not serve this name over TLS.',
  why: 'The name leads to a server, load balancer or gateway that is not configured for this name. The name may be misspelt, its DNS entry may be outdated, or its certificate may be missing on the server. Such servers send the alert “unrecognized name”; servers written in Go (Caddy, Traefik) send “internal error”. An inspecting device that cannot reach the real server may send the same alerts.',
  stops: 'Every program that uses this name fails; other names on the same address may work.',
  otherwise: 'a filter may refuse the name with the same alert',
  confusedWith: {
    'name-filtered-in-tls': 'the connection is cut or gets no answer; here a TLS alert names the problem.',
    'certificate-for-another-name': 'the server presents a certificate for another name; here the server presents no certificate.',
    'tls-settings-refused': 'the alert is about ciphers and protocols, not about the name.',
  },
  byHand: [
    {
      run: tlsCheck(word`<host>`, word`<host>`),
      shows: 'unrecognized name',
      tells: 'The server does not know the name. The alert “internal error” would point to a fault of the server or a missing certificate.',
    },
  ],
  example: {
    hosts: ['<host>'],
    port: 443,
    direct: true,
    kind: 'tls.unrecognized-name',
    alerts: [112],
    published: false,
    addresses: ['<address>'],
  },
  title: ({ hosts, port, kind }) =>
    kind === 'tls.unrecognized-name'
      ? `The server that answers for ${toList(hosts.map((host) => endpointText(host, port)))} does not know ${verb(hosts.length, 'this name', 'these names')}`
      : `The server that answers for ${toList(hosts.map((host) => endpointText(host, port)))} fails in TLS with an internal error`,
  evidence: ({ hosts, port, alerts, addresses }) => [
    `${addresses.length > 0 ? `${toList(hosts)} ${verb(hosts.length, 'leads', 'lead')} to ${toList(addresses)}; on` : 'Through the proxy, on'} port ${port} the handshake ends with ${alertsText(alerts)}.`,
  ],
  fixes: ({ hosts, port, published, addresses }) => {
    const lookup = commands(hosts.map((host) => command`dig +short ${host}`));
    return published
      ? [
          {
            owner: 'network-team',
            text: `The server that answers for ${toList(hosts, 20)} on port ${port}${addresses.length > 0 ? ` at ${toList(addresses)}` : ' behind the proxy'} does not serve ${verb(hosts.length, 'this name', 'these names')}. Please check the DNS answer for ${briefly(hosts, 'name')} (internal zone, split DNS), and whether a proxy or inspecting device answers in place of the service.`,
            command: lookup,
          },
        ]
      : [
          {
            owner: 'you',
            text: `Check the spelling of ${toList(hosts, 20)} and the address that DNS gives. If both are right, ask the administrator of that server whether it has a certificate for ${verb(hosts.length, 'this name', 'these names')}.`,
            command: lookup,
          },
        ];
  },
});
