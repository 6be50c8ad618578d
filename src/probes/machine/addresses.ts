/** Interfaces that are up, and the source addresses of this machine's connections. */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { addressClass } from '../../model/address.ts';
import type { HostFacts, OwnAddress } from '../../model/host-facts.ts';
import type { OutwardInterfaces } from './routes.ts';

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** The maximum number of addresses, because a machine without a default route may have many. */
const MAX_ADDRESSES = 8;

export function readAddresses(
  outward: OutwardInterfaces,
  interfaces: Interfaces = networkInterfaces(),
): Pick<HostFacts, 'interfaces' | 'ipv4' | 'ipv6' | 'ownAddresses'> {
  const up = Object.entries(interfaces).flatMap(([name, addresses = []]) => {
    const others = addresses.filter(({ internal }) => !internal);
    return others.length === 0 ? [] : [{ name, addresses: others }];
  });
  const all = up.flatMap(({ addresses }) => addresses);
  return {
    interfaces: up.length,
    ipv4: all.some(({ family, address }) => family === 'IPv4' && addressClass(address) !== 'link-local'),
    // Only a global IPv6 address reaches the internet; a unique local address stays inside the organisation.
    ipv6: all.some(({ family, address }) => family === 'IPv6' && addressClass(address) === 'public'),
    ownAddresses: ownAddresses(up, outward).slice(0, MAX_ADDRESSES),
  };
}

/** The addresses of the default route's interface, because container networks have others; all if no route is known. */
function ownAddresses(
  up: readonly { name: string; addresses: readonly NetworkInterfaceInfo[] }[],
  { outward4, outward6 }: OutwardInterfaces,
): OwnAddress[] {
  const isAnyKnown = outward4.length + outward6.length > 0;
  return up.flatMap(({ name, addresses }) => {
    // `eth0:1` is an alias of eth0.
    const [device = name] = name.split(':');
    return addresses.flatMap(({ family, address, cidr }): OwnAddress[] => {
      if (cidr === null || addressClass(address) === 'link-local') return [];
      if (isAnyKnown && !(family === 'IPv4' ? outward4 : outward6).includes(device)) return [];
      return [{ address, prefix: Number(cidr.split('/')[1]) }];
    });
  });
}
