/** GD508: a Standard runner has only an HTTP proxy, but the gateway needs direct egress. */

import { command, listing, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { hostPort } from '../../model/target.ts';
import { directEgress } from '../facts/direct-egress.ts';
import { addressesOf, gatewayUdp, isGatewayRow } from '../facts/gateway.ts';
import { endpointOfHop } from '../facts/hops.ts';
import { unique } from '../facts/order.ts';
import { connectedThroughProxy } from '../facts/siblings.ts';
import { proxyOf } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { firewallLines, plural, toList, verb } from './shared/wording.ts';

export const gatewayCannotUseProxy = defineRule({
  code: 'GD508',
  // One cause for all gateway failures, whether the proxy refuses or nothing answers.
  scope: 'machine',
  excludes: {
    'gateway-port-blocked': (view) => directEgress(view).evidence,
    'proxy-refuses-port': (view) => connectedThroughProxy(view).map(({ id }) => id),
    'gateway-udp-silent': by.faults,
  },

  find(view) {
    if (view.session.profile.runner !== 'standard') return [];
    const carried = connectedThroughProxy(view);
    const egress = directEgress(view);
    const udp = gatewayUdp(view);
    if (carried.length === 0 || egress.reached.size > 0 || (udp !== null && udp.answered.length > 0)) return [];
    const web = view.failedWeb.filter((observation) => isGatewayRow(view, observation));
    const datagrams = udp === null ? [] : [...udp.refused, ...udp.silent];
    const failed = [...web, ...datagrams];
    if (failed.length === 0) return [];
    return [
      {
        subject: 'direct egress',
        confidence: confidenceOf(egress.blocked.size, web.length > 0 || (udp !== null && udp.refused.length > 0)),
        accountsFor: failed.map(({ id }) => id),
        evidence: [...egress.evidence.slice(0, 5), ...carried.slice(0, 3).map(({ id }) => id)],
        facts: {
          proxies: unique(
            view.web
              .map(proxyOf)
              .filter((proxy) => proxy !== null)
              .map(({ host, port }) => hostPort(host, port)),
          ),
          throughProxy: unique(carried.map(({ host }) => host)).length,
          blocked: [...egress.blocked],
          gatewayHosts: unique(web.flatMap((observation) => endpointOfHop(observation, 0)?.host ?? [])),
          addresses: addressesOf(datagrams),
          udpPort: udp?.port ?? 4242,
        },
      },
    ];
  },

  summary: 'A Standard runner can reach the internet only through an HTTP proxy, but its gateway needs a direct connection.',
  why: 'A Standard runner connects to the gateway directly, over TCP 8443 and UDP 4242. An HTTP proxy cannot carry UDP. Only Enterprise runners support HTTP proxies, and they need no gateway.',
  stops: 'The runner stays offline, even if the proxy allows everything else.',
  otherwise: 'UDP may be able to leave directly, and the gateway may not answer',
  confusedWith: {
    'gateway-port-blocked': 'direct connections work, and only port 8443 is closed.',
    'proxy-refuses-port': 'the proxy refuses the port; here an open port is not enough, because the proxy cannot carry UDP.',
    'gateway-udp-silent': 'direct connections work, so silence proves nothing; here no packet can leave without the proxy.',
  },
  byHand: [
    {
      run: command`curl -s -o /dev/null -m 5 --noproxy '*' -w 'exit %{exitcode}\\n' https://us01.gitpod.dev:8443/`,
      shows: 'exit 28',
      tells:
        'No direct connection leaves this network. 28 is curl’s exit code for a timeout; 7 means that a firewall rejects the connection.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 200',
      tells: 'Ordinary HTTPS works through the proxy, but UDP cannot use it.',
    },
  ],
  example: {
    proxies: ['<proxy>'],
    // The number of hosts that answer through the proxy.
    throughProxy: 1,
    // Hosts that failed without the proxy.
    blocked: ['<host>'],
    gatewayHosts: ['us01.gitpod.dev'],
    addresses: ['<address>'],
    udpPort: 4242,
  },
  title: ({ gatewayHosts, udpPort }) =>
    gatewayHosts.length > 0
      ? 'A Standard runner cannot reach its gateway, because an HTTP proxy is the only route out of this network'
      : `A Standard runner’s gateway needs UDP ${udpPort}, but the only route out of this network is an HTTP proxy, which cannot carry UDP`,
  evidence: ({ proxies, throughProxy, blocked, gatewayHosts, addresses, udpPort }) => [
    `Through the proxy ${toList(proxies)} ${plural(throughProxy, 'host')} ${verb(throughProxy, 'answers', 'answer')}.`,
    blocked.length > 0
      ? `Without the proxy, no public host accepts a connection (tried: ${toList(blocked)}).`
      : 'No connection without the proxy was tried.',
    gatewayHosts.length > 0 && `The gateway cannot be reached: ${toList(gatewayHosts)}.`,
    addresses.length > 0 && `No answer on UDP ${udpPort} from ${toList(addresses)}.`,
  ],
  fixes: ({ addresses, udpPort }) => [
    {
      owner: 'network-team',
      text: `A Gitpod Standard runner needs direct outbound access to its gateway, without the HTTP proxy. Please allow TCP 8443 to us01.gitpod.dev and *.us01.gitpod.dev, and UDP ${udpPort} to the gateway's addresses and back, from the runner's subnets.`,
      command: listing('rules', [
        ...firewallLines('TCP', 8443, ['us01.gitpod.dev', '*.us01.gitpod.dev']),
        ...firewallLines('UDP', udpPort, addresses),
      ]),
    },
    {
      owner: 'aws-admin',
      text: 'If direct egress is not permitted, deploy an Enterprise runner instead: it supports an HTTP proxy and needs no gateway. With a NAT gateway for the runner’s subnets, a Standard runner also works.',
    },
  ],
});

/** A single host may be blocked for another reason, and UDP without an answer proves nothing alone. */
function confidenceOf(blockedHosts: number, isProved: boolean): Confidence {
  if (blockedHosts > 1 && isProved) return 'certain';
  return blockedHosts > 0 ? 'likely' : 'possible';
}
