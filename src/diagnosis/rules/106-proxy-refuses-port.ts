/** GD106: the proxy refuses CONNECT for every host on one port, while another port passes. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { command, listing, word } from '../../model/command/index.ts';
import { hostPort } from '../../model/target.ts';
import { type ConnectAnswer, failedAnswerIds, failedAnswers, hostsOf, isExplicitRefusal, statusesOf } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { refusalsOf } from '../facts/refusals.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { briefly, toList, verb } from './shared/wording.ts';

export const proxyRefusesPort = defineRule({
  code: 'GD106',
  excludes: {
    'proxy-refuses-host': by.evidence,
    'gateway-port-blocked': by.failuresOf('tunnel.4xx'),
    'proxy-refuses-everything': by.evidence,
  },

  find(view) {
    return refusalsOf(view).flatMap(({ name, ports, letThrough }) =>
      [...ports].flatMap(([port, refused]) => {
        const accountsFor = failedAnswerIds(refused);
        if (accountsFor.length === 0) return [];
        const hosts = hostsOf(failedAnswers(refused));
        const direct = directly(view, refused);
        const sameHost = letThrough.filter((answer) => hosts.includes(answer.host));
        return [
          {
            subject: `${name}, port ${port}`,
            confidence: excludesTheHost(refused, sameHost, letThrough) ? ('certain' as const) : ('likely' as const),
            accountsFor,
            evidence: [
              ...(sameHost.length > 0 ? sameHost : letThrough).map((answer) => answer.observation.id),
              ...direct.map(({ id }) => id),
            ],
            facts: {
              proxy: name,
              port,
              hosts,
              statuses: statusesOf(refused),
              passingPorts: unique(letThrough.map((answer) => answer.port)).sort((a, b) => a - b),
              sameHostPasses: sameHost.length > 0,
              direct: unique(direct.map(({ host }) => host)),
            },
          },
        ];
      }),
    );
  },

  summary: 'The proxy refuses CONNECT to one port for every host.',
  why: 'Many proxies allow CONNECT to port 443 only, as squid does by default (its acl SSL_ports). The Gitpod gateway also listens on port 8443, and the proxy refuses that port for every host.',
  stops: 'Gateway connections of Standard runners and of the CLI fail; ordinary HTTPS works.',
  otherwise: 'the proxy may refuse the hosts, not the port',
  confusedWith: {
    'proxy-refuses-host': 'the proxy refuses this host on other ports too, or allows other hosts on the same port.',
    'gateway-port-blocked': 'no proxy is used, and the connection itself fails.',
    'proxy-refuses-everything': 'the proxy refuses every port.',
  },
  byHand: [
    { run: proxyCheck(word`https://us01.gitpod.dev:8443/`), shows: 'CONNECT 403', tells: 'The proxy refuses port 8443.' },
    {
      run: proxyCheck(word`https://us01.gitpod.dev/`),
      shows: 'CONNECT 200',
      tells: 'The proxy allows the same host on port 443, so it refuses by port.',
    },
  ],
  example: {
    ...{ proxy: '<proxy>', port: 8443, hosts: ['<host>'], statuses: [403], passingPorts: [443] },
    // True if one of the refused hosts passes on another port.
    sameHostPasses: true,
    // Refused hosts that accept a direct connection to the port.
    direct: [],
  },
  title: (facts) => `The proxy ${facts.proxy} refuses port ${facts.port}`,
  evidence: (facts) => [
    `${facts.proxy} refuses CONNECT to port ${facts.port} of ${toList(facts.hosts)}${facts.statuses.length > 0 ? ` (status ${toList(facts.statuses.map(String))})` : ' (the connection is closed)'}.`,
    `The same proxy does not refuse port ${toList(facts.passingPorts.map(String))}.`,
    facts.sameHostPasses && 'The proxy allows the same host on the other port, so it refuses by port, not by host.',
    facts.direct.length > 0 && `A direct connection to port ${facts.port} of ${toList(facts.direct)} succeeds from here.`,
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `Please allow CONNECT to port ${facts.port} through the proxy ${facts.proxy} for ${briefly(facts.hosts, 'host')}.`,
      command: listing(
        'names',
        facts.hosts.map((host) => hostPort(host, facts.port)),
      ),
    },
    facts.direct.length > 0 && {
      owner: 'you',
      text: `Without the proxy ${toList(facts.direct)} can be reached on port ${facts.port}. If a direct route is allowed here, add ${toList(facts.direct)} to NO_PROXY of the programs that need this port. The programs then connect to ${verb(facts.direct.length, 'it', 'them')} directly on every port.`,
      command: command`export NO_PROXY="\${NO_PROXY:+$NO_PROXY,}${facts.direct.join(',')}"`,
    },
  ],
});

/** The results of the same requests without the proxy, if they were made and connected. */
function directly(view: View, refused: readonly ConnectAnswer[]): { id: string; host: string }[] {
  return refused.flatMap(({ observation, host }) => {
    const other = view.controlFor(observation, 'other-route');
    return other?.route.via === 'direct' && other.failure === null ? [{ id: other.id, host }] : [];
  });
}

/** The port is the cause if a refused host passes on another port, or if unrelated hosts are refused on this one. */
function excludesTheHost(
  refused: readonly ConnectAnswer[],
  sameHost: readonly ConnectAnswer[],
  letThrough: readonly ConnectAnswer[],
): boolean {
  if (!refused.every(isExplicitRefusal) || !letThrough.some((answer) => answer.kind === null)) return false;
  return sameHost.length > 0 || new Set(refused.map((answer) => ownerOf(answer.host))).size > 1;
}
