/** GD118: names resolve, no connection to any host opens, and no proxy is configured. */

import { command, listing, word } from '../../model/command/index.ts';
import type { Observation } from '../../model/observation.ts';
import { targetHost, targetPort } from '../../model/target.ts';
import { directEgress } from '../facts/direct-egress.ts';
import { deniedLocally } from '../facts/on-this-machine.ts';
import { unique } from '../facts/order.ts';
import { variablesWithValue } from '../facts/proxy-settings.ts';
import { scriptExplainsEgress } from '../facts/scripts.ts';
import { failedHost, type View } from '../facts/view.ts';
import { defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { briefly, firewallLines, plural, proxyVariables, toList } from './shared/wording.ts';

interface Opening {
  protocol: 'TCP' | 'UDP';
  port: number;
  hosts: string[];
}

export const noDirectEgress = defineRule({
  code: 'GD118',
  find(view) {
    if (view.host === null || variablesWithValue(view.host).length > 0) return [];
    // Another program's proxy carried the same request, so egress exists and GD108 reports that proxy.
    if (view.controls('other-programs-proxy').some(({ failure }) => failure === null)) return [];
    if (scriptExplainsEgress(view)) return [];
    const { reached, blocked, failed, dead } = directEgress(view);
    const hosts = [...blocked];
    const lost = failed.filter((observation) => observation.failure?.kind !== 'tcp.local-denied');
    if (reached.size > 0 || hosts.length < 2 || lost.length === 0) return [];
    // If a local rule refuses one packet and drops the others, GD114 takes precedence.
    if (deniedLocally(view).length > 0 && lost.every(({ failure }) => failure?.kind === 'tcp.timeout')) return [];
    // UDP needs the same direct egress, so answered datagrams show that egress is open.
    const datagrams = view.udp.some((observation) => observation.state === 'completed' && observation.failure === null)
      ? []
      : view.udp.filter((observation) => view.isFailed(observation) && observation.failure?.kind !== 'udp.local-denied');
    const all = [...lost, ...dead, ...datagrams];
    return [
      {
        subject: 'direct connections',
        // A local filter that drops traffic, or rejects it with ICMP, looks the same.
        confidence: 'likely' as const,
        accountsFor: all.map((observation) => observation.id),
        facts: {
          hosts,
          dead: unique(dead.flatMap(({ target }) => targetHost(target) ?? [])),
          datagrams: datagrams.length,
          openings: openingsOf(all),
          edition: view.session.profile.edition,
          moreToCome: isPartOfTheList(view),
        },
      },
    ];
  },

  summary: 'Names resolve, but no direct connection leaves this network.',
  why: 'The network resolves public names but blocks direct connections. Either all traffic has to go through a proxy that is not configured here, or the firewall has no rule for the machine.',
  stops: 'Everything that connects without a proxy fails.',
  otherwise: 'a firewall on the machine itself may drop the packets, which looks the same',
  confusedWith: {
    'no-network': 'names do not resolve either.',
    'port-dropped': 'other hosts accept connections.',
    'local-firewall-blocks': 'this machine itself refuses to send.',
    'proxy-not-configured': 'git, npm or an IDE on this machine has a proxy in its settings, and this proxy answers.',
    'gateway-cannot-use-proxy': 'a proxy is configured, and ordinary HTTPS works through it.',
  },
  byHand: [
    { run: command`dig +short <host>`, shows: '<public address>', tells: 'Names resolve.' },
    {
      run: tcpCheck(word`<host>`, 443),
      shows: 'timed out',
      tells: 'No connection opens, to any host. A firewall that rejects connections gives “No route to host”.',
    },
    {
      run: command`env | grep -i '_proxy=' || echo 'no proxy variable'`,
      shows: 'no proxy variable',
      tells: 'No proxy is configured either.',
    },
  ],
  example: {
    hosts: ['<host>'],
    // Hosts to which a connection opened that received no data.
    dead: [],
    datagrams: 0,
    // The rules that a firewall needs, one entry per protocol and port.
    openings: [{ protocol: 'TCP', port: 443, hosts: ['<host>'] }],
    // Undefined: the published document.
    edition: undefined,
    // True if other listed hosts were not tried yet and need the same egress.
    moreToCome: false,
  },
  title: () => 'No direct connection leaves this network, and no proxy is configured',
  evidence: (facts) => [
    `The names resolve, but no TCP connection opens (${plural(facts.hosts.length, 'host')} tried: ${toList(facts.hosts)}).`,
    facts.dead.length > 0 &&
      `A connection to ${toList(facts.dead)} opened but received no byte of TLS, so it does not prove that anything leaves this network.`,
    'No proxy variable is set.',
    facts.datagrams > 0 && `UDP gets no answer either (${plural(facts.datagrams, 'packet')} sent).`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: 'If your organisation has a proxy, set it for the programs concerned and measure again. If you do not know its address, ask your network team.',
      command: proxyVariables('http://<proxy host>:<port>', facts.edition),
    },
    {
      owner: 'network-team',
      text: `Our machine cannot open any outbound connection. Please tell us the proxy to use, or allow outbound connections to ${briefly(facts.hosts, 'host')}${facts.moreToCome ? ', and to the other hosts that Gitpod needs from here' : ''}.`,
      command: listing(
        'rules',
        facts.openings.flatMap(({ protocol, port, hosts }) => firewallLines(protocol, port, hosts)),
      ),
    },
  ],
});

/** True if the walk continues, so that some listed requirements are not measured yet. */
function isPartOfTheList({ session }: View): boolean {
  return session.requirements.some(({ id, origin, level }) => origin === 'document' && level === 'required' && !session.asked.has(id));
}

/** The firewall rules by protocol and port, with their hosts in catalogue order. */
function openingsOf(observations: readonly Observation[]): Opening[] {
  const openings = new Map<string, Opening>();
  for (const observation of observations) {
    const port = targetPort(observation.target);
    const host = failedHost(observation) ?? targetHost(observation.target);
    if (port === null || host === null) continue;
    const protocol = observation.probe === 'udp' ? 'UDP' : 'TCP';
    const opening = openings.get(`${protocol} ${port}`) ?? { protocol, port, hosts: [] };
    opening.hosts.push(host);
    openings.set(`${protocol} ${port}`, opening);
  }
  return [...openings.values()].map((opening) => ({ ...opening, hosts: unique(opening.hosts) }));
}
