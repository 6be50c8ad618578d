/**
 * The hosts and ports that a firewall could open: every host of the lab's internet on relevant ports, and neighbours that no requirement
 * needs.
 */
import { fileURLToPath } from 'node:url';
import { ipv6For } from '../../../src/demo/addresses.ts';
import { populationOf } from '../internet/inhabitants.ts';
import { inside } from '../namespaces.ts';
import { must } from '../processes.ts';
import type { LabScenario } from '../scenario.ts';
import type { Place } from '../stage.ts';
import type { ReachablePlace } from './reach.ts';

const REACH = fileURLToPath(import.meta.resolve('./reach.ts'));
const PORTS = { tcp: [22, 80, 443, 8443], udp: [443, 4242, 4243] } as const;

export function placeText({ protocol, address, port }: ReachablePlace): string {
  return `${protocol} ${address} ${port}`;
}

export function everyPlace({ profile, ipv6 }: Pick<LabScenario, 'profile' | 'ipv6'>): ReachablePlace[] {
  const { addresses, nodes } = populationOf(profile);
  const lived = new Set([...addresses.values(), ...nodes.map(({ address }) => address)]);
  const beside = [...lived].flatMap((address) => [address, neighbour(address)]);
  const all = [...new Set([...beside, ...(ipv6 ? beside.map(ipv6For) : [])])];
  return all.flatMap((address) =>
    (['tcp', 'udp'] as const).flatMap((protocol) => PORTS[protocol].map((port) => ({ protocol, address, port }))),
  );
}

/** The next address, which a rule for a network instead of a host would open as well. */
function neighbour(address: string): string {
  const parts = address.split('.').map(Number);
  return [...parts.slice(0, 3), (parts[3] ?? 0) ^ 1].join('.');
}

/** Those that answer the customer, while the internet answers for all of them. */
export async function reachable(places: readonly ReachablePlace[], { namespace, internet }: Place): Promise<Set<string>> {
  // The maximum number of refusals of datagrams that are asked for.
  await must(inside(internet, ['sh', '-c', 'echo 0 > /proc/sys/net/ipv4/icmp_ratemask; echo 2 > /proc/sys/net/ipv6/icmp/ratemask']));
  await must(inside(internet, ['nft', '-f', '-']), { input: EVERYBODY_ANSWERS });
  try {
    const said = await must(inside(namespace, [process.execPath, REACH]), { input: JSON.stringify(places), timeoutMs: 60_000 });
    const reached = new Set(JSON.parse(said) as number[]);
    return new Set(places.flatMap((place, index) => (reached.has(index) ? [placeText(place)] : [])));
  } finally {
    await must(inside(internet, ['nft', 'delete', 'table', 'inet', 'lab-everybody']));
  }
}

/** The internet itself refuses traffic without a server, so only the firewall causes silence. */
const EVERYBODY_ANSWERS = `table inet lab-everybody {
  chain arrivals {
    type nat hook prerouting priority dstnat + 10
    iifname "wan" fib daddr type != local redirect
  }
}`;
