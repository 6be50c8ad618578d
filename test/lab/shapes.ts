/** Unusual networks that work: NAT at the provider, inside addresses that lead to the genuine host, a resolver on loopback. */
import { CARRIER_CUSTOMER, CARRIER_FIREWALL, RESOLVER } from './company.ts';
import { inside, ip, type Namespaces } from './namespaces.ts';
import { must, serve } from './processes.ts';
import type { LabScenario } from './scenario.ts';

export const STUB = '127.0.0.53';

export async function shape(names: Namespaces, addresses: ReadonlyMap<string, string>, scenario: LabScenario): Promise<void> {
  const { carrierNat, standIns, stubResolver, vpnAddress } = scenario;
  if (carrierNat) await moveBehindCarrier(names);
  const leads = Object.entries(standIns ?? {}).map(([address, host]) => `ip daddr ${address} dnat to ${addresses.get(host)}`);
  const rules = [
    ...(leads.length === 0 ? [] : [chain('prerouting', 'dstnat', leads)]),
    ...(carrierNat ? [chain('postrouting', 'srcnat', ['oifname "wan" masquerade'])] : []),
  ];
  if (rules.length > 0)
    await must(inside(names.firewall, ['nft', '-f', '-']), { input: `table ip lab-shapes {\n${rules.join('\n')}\n}\n` });
  if (stubResolver) await startStub(names.customer);
  if (vpnAddress !== undefined)
    await ip(
      // Without a peer the interface has no carrier, and programs do not see its address.
      ['link add vpn type veth peer name far-end', `addr add ${vpnAddress}/24 dev vpn`, 'link set far-end up', 'link set vpn up'],
      names.customer,
    );
}

function chain(hook: string, priority: string, rules: readonly string[]): string {
  return `chain ${hook} {\ntype nat hook ${hook} priority ${priority}\n${rules.join('\n')}\n}`;
}

/** Addresses that carriers share among their customers (RFC 6598). */
async function moveBehindCarrier({ customer, firewall }: Namespaces): Promise<void> {
  await ip([`addr add ${CARRIER_FIREWALL}/24 dev lan`], firewall);
  await ip(['addr flush dev lan', `addr add ${CARRIER_CUSTOMER}/24 dev lan`, `route add default via ${CARRIER_FIREWALL}`], customer);
}

async function startStub(namespace: string): Promise<void> {
  const options = [
    `--listen-address=${STUB}`,
    '--bind-interfaces',
    '--no-resolv',
    '--no-hosts',
    '--user=root',
    '--pid-file',
    '--conf-file=/dev/null',
  ];
  const command = ['dnsmasq', '--keep-in-foreground', '--log-facility=-', ...options, `--server=${RESOLVER}`];
  await serve(inside(namespace, command), /started/);
}
