/**
 * The customer's bad line: a namespace between the customer and the firewall that both cannot see, because it forwards frames, not packets.
 * It drops (nftables), limits (tc) and delays them (our own relay, because not every kernel has netem). Neighbours are configured
 * statically, so that only traffic beyond the own network is lost.
 */
import { fileURLToPath } from 'node:url';
import { CUSTOMER, FIREWALL_INSIDE } from '../company.ts';
import { inside, ip, type Namespaces } from '../namespaces.ts';
import { must, serve } from '../processes.ts';
import type { Conditions } from './conditions.ts';

const RELAY = fileURLToPath(import.meta.resolve('./relay.py'));
const CUSTOMER_MAC = '02:00:00:00:00:10';
const FIREWALL_MAC = '02:00:00:00:00:01';
/** The queue before a line with little bandwidth: the buffer of a modem, some seconds long at the lowest bandwidth. */
const BUFFER = { bytes: 24_000, seconds: 0.25 } as const;

/** The kernel takes up to a second to enable a port (3: forwarding), and drops earlier packets. */
const UNTIL_FORWARDING = 'until [ "$(cat /sys/class/net/*/brport/state | sort -u)" = 3 ]; do sleep 0.02; done';

/** The devices of the line, by the end to which they lead. */
const TO_CUSTOMER = 'near';
const TO_FIREWALL = 'far';

/** Whether these conditions need a line of their own. Without one, customer and firewall are connected directly. */
export function needsLine({ loss, bandwidth, rtt, jitter, reorder }: Conditions): boolean {
  return [loss, bandwidth, rtt, jitter, reorder].some((value) => value !== undefined && value > 0);
}

/** Replaces the direct link between customer and firewall. */
export function lineLinks({ customer, firewall, line }: Namespaces): string[] {
  return [
    `netns add ${line}`,
    `link add lan netns ${customer} address ${CUSTOMER_MAC} type veth peer name ${TO_CUSTOMER} netns ${line}`,
    `link add lan netns ${firewall} address ${FIREWALL_MAC} type veth peer name ${TO_FIREWALL} netns ${line}`,
  ];
}

export async function setUpLine(names: Namespaces, conditions: Conditions): Promise<void> {
  const isDelayed = [conditions.rtt, conditions.jitter, conditions.reorder].some((value) => value !== undefined && value > 0);
  await Promise.all([
    ip(
      isDelayed ? [...bridge('left', TO_CUSTOMER), ...bridge('right', TO_FIREWALL)] : bridge('left', TO_CUSTOMER, TO_FIREWALL),
      names.line,
    ),
    ip([onePacketAtOnce('lan'), `neigh replace ${FIREWALL_INSIDE} lladdr ${FIREWALL_MAC} dev lan nud permanent`], names.customer),
    ip(
      [onePacketAtOnce('lan'), onePacketAtOnce('wan'), `neigh replace ${CUSTOMER} lladdr ${CUSTOMER_MAC} dev lan nud permanent`],
      names.firewall,
    ),
    ip([onePacketAtOnce('wan')], names.internet),
  ]);
  if (isDelayed) await startRelay(names.line, conditions);
  await must(inside(names.line, ['sh', '-c', UNTIL_FORWARDING]));
  if (conditions.bandwidth) await limit(names.line, conditions.bandwidth);
  if (conditions.loss) await lose(names.line, conditions.loss);
}

function bridge(name: string, ...ports: string[]): string[] {
  return [
    `link add ${name} type bridge mcast_snooping 0`,
    `link set ${name} up`,
    ...ports.flatMap((port) => [`link set ${port} master ${name}`, `link set ${port} up`]),
  ];
}

/** The kernel passes on adjacent packets as one, which a line would lose or delay together, so that is disabled. */
function onePacketAtOnce(device: string): string {
  return `link set ${device} gso_max_segs 1`;
}

async function lose(namespace: string, percent: number): Promise<void> {
  const chains = [TO_CUSTOMER, TO_FIREWALL].map(
    (device) => `chain ${device} {
    type filter hook ingress device ${device} priority 0; policy accept;
    meta protocol { ip, ip6 } ${drawn(percent)} drop
  }`,
  );
  await must(inside(namespace, ['nft', '-f', '-']), { input: `table netdev lab-loss {\n${chains.join('\n')}\n}\n` });
}

/** An nftables match for this many packets of a hundred. */
export function drawn(percent: number): string {
  return `numgen random mod 10000 < ${Math.round(percent * 100)}`;
}

async function limit(namespace: string, kbit: number): Promise<void> {
  const bytes = Math.round(Math.max(BUFFER.bytes, (kbit * 1000 * BUFFER.seconds) / 8));
  for (const device of [TO_CUSTOMER, TO_FIREWALL]) {
    const rate = ['rate', `${kbit}kbit`, 'burst', String(Math.max(3200, Math.round(kbit / 8))), 'limit', String(bytes)];
    await must(inside(namespace, ['tc', 'qdisc', 'add', 'dev', device, 'root', 'tbf', ...rate]));
  }
}

async function startRelay(namespace: string, { rtt = 0, jitter = 0, reorder = 0, seed = 1 }: Conditions): Promise<void> {
  const settings = { taps: ['tap-left', 'tap-right'], delayMs: rtt / 2, jitterMs: jitter, reorderPercent: reorder, seed };
  await serve(inside(namespace, ['python3', RELAY]), /^ready$/, JSON.stringify(settings));
  await ip(
    ['link set tap-left master left', 'link set tap-right master right', 'link set tap-left up', 'link set tap-right up'],
    namespace,
  );
}
