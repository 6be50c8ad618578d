/** GD101: this machine has no route, or nothing at all answers. */

import { command, word } from '../../model/command/index.ts';
import { standstill } from '../facts/standstill.ts';
import { by, defineRule } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { plural } from './shared/wording.ts';

interface Facts {
  interfaces: number | null;
  noDefaultRoute: boolean;
  nextHopSilent: boolean;
  names: number;
  addresses: number;
}

export const noNetwork = defineRule<Facts>({
  code: 'GD101',
  excludes: {
    'resolver-silent': by.hostFacts,
    'resolver-refuses': by.hostFacts,
    'name-not-found': by.hostFacts,
    'local-firewall-blocks': by.hostFacts,
    'no-direct-egress': by.hostFacts,
    'resolver-knows-no-public-names': by.hostFacts,
  },

  find(view) {
    const state = standstill(view);
    if (state === null || (state.cause !== 'no-route' && state.cause !== 'nothing-passes')) return [];
    const { host } = view;
    return [
      {
        subject: 'this machine',
        confidence: state.certain ? 'certain' : 'likely',
        seenHere: state.certain,
        accountsFor: state.failed.map((observation) => observation.id),
        requirements: ['host.network', 'dns.resolvers'],
        facts: {
          interfaces: host?.interfaces ?? null,
          noDefaultRoute: host?.defaultRoute4 === false && host.defaultRoute6 !== true,
          nextHopSilent: host?.nextHopSilent === true,
          names: state.names,
          addresses: state.addresses,
        },
      },
    ];
  },

  summary: 'This machine has no network, or no other host answers.',
  why: 'The machine needs an interface that is up, a default route, and a router that answers. If one of these is missing, no name resolves and no connection opens. Repair this first, because no host can be tested until then.',
  stops: 'No host that Gitpod needs can be reached.',
  otherwise: 'a firewall that drops everything, including lookups, looks the same from the machine',
  confusedWith: {
    'resolver-silent': 'only the resolver is silent; connections to plain IP addresses may still work.',
    'resolver-refuses': 'a resolver answers with SERVFAIL or REFUSED, and connections to plain IP addresses work.',
    'name-not-found': 'one name does not exist, but other names resolve.',
    'resolver-knows-no-public-names': 'the resolver answers, but it knows no public names.',
    'local-firewall-blocks': 'names still resolve, but this machine refuses to send with a permission error.',
    'no-direct-egress': 'names resolve, and only connections fail.',
  },
  byHand: [
    {
      run: command`ip route get <gateway address>`,
      shows: 'Network is unreachable',
      tells: 'No interface of this machine is up, or it has no default route.',
    },
    {
      run: command`curl -sS -m 3 -o /dev/null http://<router>/; ip neighbour show <router> | grep -E 'INCOMPLETE|FAILED'`,
      shows: '<router> dev',
      tells:
        'There is a route, but its router does not answer on the local link. If the router answers, the second command prints nothing.',
    },
    {
      run: command`${tcpCheck(word`<gateway host address>`, 443)} || echo 'no connection'`,
      shows: 'no connection',
      tells: 'A plain IP address does not answer either, so the resolver is not the cause.',
    },
  ],
  example: { interfaces: 0, noDefaultRoute: true, nextHopSilent: false, names: 2, addresses: 0 },
  title: (facts) => {
    if (isUnconnected(facts)) return 'The machine has no network';
    return facts.nextHopSilent ? 'The router of the machine does not answer' : 'Nothing beyond the machine answers';
  },
  evidence: evidenceOf,
  fixes: (facts) => [
    {
      owner: 'you',
      text: isUnconnected(facts)
        ? 'Connect this machine to a network: bring an interface up and give it a default route (VPN client, Wi-Fi, container network or subnet route table).'
        : 'Check that this machine is on the network it should be on (VPN client, Wi-Fi, container network), then measure again.',
      command: command`ip -brief address\nip route show default`,
    },
    {
      owner: 'network-team',
      text: `One of our machines cannot reach anything. ${evidenceOf(facts).join(' ')} Please check the machine's link, address and default route, and whether its network segment may connect to the internet.`,
    },
  ],
});

function isUnconnected({ interfaces, noDefaultRoute }: Facts): boolean {
  return interfaces === 0 || noDefaultRoute;
}

function evidenceOf(facts: Facts): string[] {
  return [
    ...(facts.interfaces === 0 ? ['No network interface is up, except loopback.'] : []),
    ...(facts.noDefaultRoute ? ['The routing table has no default route.'] : []),
    ...(facts.nextHopSilent ? ['The router of the default route does not answer on the local link.'] : []),
    ...(facts.names > 0 ? [`No name resolves (${plural(facts.names, 'name')} tried).`] : []),
    ...(facts.addresses > 0 ? [`No plain IP address answers (${facts.addresses} tried).`] : []),
  ];
}
