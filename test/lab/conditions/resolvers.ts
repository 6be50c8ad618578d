/** What makes resolvers bad: they are slow, their packets are lost, or one of two does not exist. */
import { RESOLVER, SECOND_RESOLVER } from '../company.ts';
import { inside, type Namespaces } from '../namespaces.ts';
import { must } from '../processes.ts';
import type { Conditions } from './conditions.ts';
import { drawn } from './line.ts';

/** Packets are lost between the company's firewall and its resolvers, where neither end notices it. */
export async function disturbResolvers({ firewall, internet }: Namespaces, { resolverLoss = 0, deadResolver }: Conditions): Promise<void> {
  const dead = deadResolver === undefined ? [] : [`ip daddr ${deadResolver === 2 ? SECOND_RESOLVER : RESOLVER} drop`];
  const lost = (field: 'daddr' | 'saddr', port: 'dport' | 'sport'): string[] =>
    resolverLoss === 0 ? [] : [`ip ${field} { ${RESOLVER}, ${SECOND_RESOLVER} } udp ${port} 53 ${drawn(resolverLoss)} drop`];
  await Promise.all([dropOnArrival(internet, [...dead, ...lost('daddr', 'dport')]), dropOnArrival(firewall, lost('saddr', 'sport'))]);
}

async function dropOnArrival(namespace: string, rules: readonly string[]): Promise<void> {
  if (rules.length === 0) return;
  const chain = ['type filter hook ingress device wan priority 0; policy accept;', ...rules].join('\n');
  await must(inside(namespace, ['nft', '-f', '-']), { input: `table netdev lab-resolvers {\nchain arrivals {\n${chain}\n}\n}\n` });
}
