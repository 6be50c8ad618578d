/** GD204: a published name with an address that the service cannot have. */

import { publishedOwner } from '../../knowledge/owner-of-host.ts';
import { type AddressClass, addressClass } from '../../model/address.ts';
import { command, commands, repeatOption } from '../../model/command/index.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { isRegionalAws } from '../facts/aws-names.ts';
import { namesWithMechanism } from '../facts/names-with-mechanism.ts';
import { portals } from '../facts/portals.ts';
import { proofOfTls } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { failedLastHops, type WebHop } from '../facts/web-hops.ts';
import { by, defineRule } from './rule.ts';
import { briefly, toList, verb } from './shared/wording.ts';

interface Facts {
  hosts: string[];
  addresses: string[];
  /** True if all addresses are loopback or unassigned, so that no server can have them. */
  nowhere: boolean;
  /** True for the user's own hosts, which a hosts file may map to such an address on purpose. */
  own: boolean;
}

export const nameSinkholed = defineRule<Facts>({
  code: 'GD204',
  scope: 'mechanism',
  excludes: {
    'vpc-endpoint-unreachable': by.faults,
    'port-refused': by.faults,
    'name-not-found': by.faults,
    'certificate-for-another-name': by.faults,
  },

  find(view) {
    // A portal may answer every name with its own address, so requests that lead to its login belong to GD402.
    const ledAway = new Set(portals(view).flatMap(({ led }) => led));
    const mechanisms = namesWithMechanism(view);
    const sunk = failedLastHops(view)
      .flatMap((hop) => (ledAway.has(hop.observation) ? [] : (sinkOf(hop) ?? [])))
      .filter(({ host }) => !mechanisms.has(normalizeHost(host)));
    // One sinkhole is one cause: a DNS filter answers with the same address for every blocked name.
    return [...Map.groupBy(sunk, (each) => `${each.own} ${[...each.addresses].sort().join()}`)].map(([, group]) => {
      const hosts = [...new Set(group.map((each) => each.host))];
      const { addresses = [], own = false } = group[0] ?? {};
      // A server in this network may have a private address and be down. A client on this machine assigns shared and reserved addresses.
      const isOpen = own || !addresses.every((address) => OF_NOBODY.has(addressClass(address)));
      return {
        subject: hosts.length === 1 ? (hosts[0] ?? '') : toList(addresses, 3),
        confidence: isOpen ? ('likely' as const) : ('certain' as const),
        accountsFor: [...group.map((each) => each.id), ...lookupsOf(view, hosts)],
        facts: { hosts, addresses, nowhere: addresses.every((address) => NOWHERE.has(addressClass(address))), own },
      };
    });
  },

  summary: 'DNS answers a public name with an address that is not the service’s.',
  why: 'A DNS filter answers blocked names with loopback, 0.0.0.0 or the address of its own block page. The name resolves, so programs connect to the wrong place and report a refused connection or a wrong certificate.',
  stops: 'Everything that connects to a wrong address fails.',
  otherwise:
    'the address may be intended: a line of the hosts file, a server of this network that is down, or a VPN or security client on the machine',
  confusedWith: {
    'vpc-endpoint-unreachable': 'the name belongs to AWS, and its private address is right.',
    'port-refused': 'the address is the service’s public address.',
    'name-not-found': 'no address comes back.',
    'certificate-for-another-name': 'the address is public, and only the certificate is wrong.',
  },
  byHand: [
    { run: command`dig +short <host>`, shows: '<wrong address>', tells: 'The name leads to an address that the service cannot have.' },
    {
      run: command`curl -sS -o /dev/null -m 5 https://<host>/`,
      shows: 'Failed to connect',
      tells:
        'The service does not answer at this address. If a filter shows its own page at the address, you see a wrong certificate instead.',
    },
  ],
  example: { hosts: ['<host>'], addresses: ['0.0.0.0'], nowhere: true, own: false },
  title: (facts) =>
    `${toList(facts.hosts, 3)} ${facts.hosts.length === 1 ? 'resolves' : 'resolve'} to ${toList(facts.addresses, 3)}, which is not the service’s address`,
  evidence: (facts) => [
    `${toList(facts.hosts)} ${facts.hosts.length === 1 ? 'is' : 'are'} answered with ${toList(facts.addresses)}, ${facts.nowhere ? 'which no server on the internet can have' : 'a private address'}.`,
    'The genuine server does not answer at that address.',
  ],
  fixes: (facts) => {
    const [atDns, here] = [ofDns(facts), ofHostsFile(facts)];
    return facts.own ? [here, atDns] : [atDns, here];
  },
});
function ofDns({ hosts, addresses }: Facts) {
  return {
    owner: 'network-team' as const,
    text: `The DNS on this network answers ${hosts.join(', ')} with ${toList(addresses)}, as DNS filters do for blocked names. Please unblock ${briefly(hosts, 'name')} in the DNS filter, so that ${verb(hosts.length, 'it resolves', 'they resolve')} to the public addresses.`,
    command: commands(hosts.map((host) => command`dig +short ${host}`)),
  };
}

function ofHostsFile({ hosts }: Facts) {
  return {
    owner: 'you' as const,
    text: `Check that no line of the hosts file names ${briefly(hosts, 'host')}.`,
    command: command`grep -n ${repeatOption('-e', hosts)} /etc/hosts`,
  };
}

const NOWHERE: ReadonlySet<AddressClass> = new Set<AddressClass>(['loopback', 'unspecified', 'link-local', 'reserved', 'multicast']);
/** Classes of addresses that no user assigns to a server. */
const OF_NOBODY: ReadonlySet<AddressClass> = new Set<AddressClass>(['loopback', 'unspecified']);
const WRONG: ReadonlySet<AddressClass> = new Set<AddressClass>([...NOWHERE, 'private', 'shared']);

/**
 * The user's own servers may have private addresses, but not unassigned ones. A private AWS address is a VPC endpoint (GD603), and TLS can
 * prove any server.
 */
function sinkOf({ observation, endpoint, dns, tls }: WebHop): { id: string; host: string; addresses: string[]; own: boolean } | null {
  const given = dns?.addresses ?? [];
  if (endpoint === null || given.some(({ address, via }) => via !== 'literal' && addressClass(address) === 'public')) return null;
  const addresses = given.flatMap(({ address, via }) => (via === 'literal' ? [] : address));
  if (addresses.length === 0) return null;
  if (isLocalName(endpoint.host) || proofOfTls(tls) === 'public') return null;
  const own = publishedOwner(endpoint.host) === null;
  if (!addresses.every((address) => (own ? OF_NOBODY : WRONG).has(addressClass(address)))) return null;
  const internal = addresses.some((address) => !NOWHERE.has(addressClass(address)));
  if (internal && isRegionalAws(endpoint.host)) return null;
  return { id: observation.id, host: endpoint.host, addresses: [...new Set(addresses)], own };
}

function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function lookupsOf(view: View, hosts: readonly string[]): string[] {
  return hosts.flatMap((host) => {
    const lookup = view.dnsOf(host);
    return lookup !== undefined && view.isFailed(lookup) ? [lookup.id] : [];
  });
}
