/** The firewall redirects connections to a service of its own. */
import { fileURLToPath } from 'node:url';
import { inside } from './namespaces.ts';
import { must, serve } from './processes.ts';
import type { TransparentProxy } from './transparent-proxy.ts';

const TRANSPARENT_PROXY = fileURLToPath(import.meta.resolve('./transparent-proxy.ts'));

/** Whatever the customer sends through the firewall to these TCP ports arrives at a port of the firewall. */
export async function handOver(namespace: string, ports: Readonly<Record<number, number>>): Promise<void> {
  const lines = Object.entries(ports).map(([from, to]) => `iifname "lan" fib daddr type != local tcp dport ${from} redirect to :${to}`);
  const rules = `table ip lab-hand-over {
    chain arrivals {
      type nat hook prerouting priority dstnat
      ${lines.join('\n      ')}
    }
  }\n`;
  await must(inside(namespace, ['nft', '-f', '-']), { input: rules });
}

export async function startTransparentProxy(
  namespace: string,
  addresses: ReadonlyMap<string, string>,
  carriesNot: readonly string[],
): Promise<void> {
  const carried = [...addresses].filter(([host]) => !carriesNot.includes(host));
  const told: TransparentProxy = { addresses: Object.fromEntries(carried), ports: { 10443: 443, 18443: 8443 } };
  await serve(inside(namespace, [process.execPath, TRANSPARENT_PROXY]), /^ready$/, JSON.stringify(told));
  await handOver(namespace, { 443: 10443, 8443: 18443 });
}
