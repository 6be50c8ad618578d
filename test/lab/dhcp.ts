/** DHCP between the firewall and the customer: dnsmasq leases the address that the customer has, and dhclient writes the lease. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CUSTOMER, FIREWALL_INSIDE } from './company.ts';
import { ETC, inside, type Namespaces } from './namespaces.ts';
import { must, serve } from './processes.ts';
import type { LabScenario } from './scenario.ts';

/** Gets the customer's lease. Only the lease counts: the link keeps its address and its resolver. */
export async function getLease({ firewall, customer }: Namespaces, folder: string, home: string, scenario: LabScenario): Promise<void> {
  const { dhcpScript } = scenario;
  if (dhcpScript === undefined) return;
  const { url, sent } = dhcpScript;
  await writeFile(
    `${folder}/dhcp.conf`,
    [
      'port=0',
      'interface=lan',
      'bind-interfaces',
      'user=root',
      'pid-file',
      `dhcp-range=${CUSTOMER},${CUSTOMER},1h`,
      `dhcp-leasefile=${folder}/dhcp.leases`,
      'dhcp-authoritative',
      // The customer has the address already, and would answer.
      'no-ping',
      `dhcp-option=option:router,${FIREWALL_INSIDE}`,
      `dhcp-option${sent === 'forced' ? '-force' : ''}=252,"${url}"`,
      '',
    ].join('\n'),
  );
  await serve(inside(firewall, ['dnsmasq', '--keep-in-foreground', '--log-facility=-', `--conf-file=${folder}/dhcp.conf`]), /started/);
  await mkdir(leasesIn(home));
  // All files lie where dhclient keeps them by default: elsewhere AppArmor stops it, where that is on.
  const settings = join(ETC, customer, 'dhcp');
  await mkdir(settings, { recursive: true });
  // As a network team has it for its machines; a client that does not know the option writes it as unknown-252.
  await writeFile(join(settings, 'dhclient.conf'), sent === 'asked' ? 'option wpad code 252 = text;\nalso request wpad;\n' : '');
  await writeFile(join(settings, 'dhclient-script'), '#!/bin/sh\n', { mode: 0o755 });
  const client = ['dhclient', '-1', '--no-pid', '-sf', '/etc/dhcp/dhclient-script', 'lan'];
  await must(inside(customer, withLeases(client, home, scenario)));
}

/** The command with the customer's own leases where dhclient keeps them by default; `ip netns exec` gave it mounts of its own. */
export function withLeases(command: readonly string[], home: string, { dhcpScript }: LabScenario): readonly string[] {
  return dhcpScript === undefined ? command : ['sh', '-c', 'mount --bind "$0" /var/lib/dhcp && exec "$@"', leasesIn(home), ...command];
}

function leasesIn(home: string): string {
  return join(home, 'leases');
}
