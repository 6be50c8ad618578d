/** Interfaces that are up, and the addresses that connections of this machine come from. */
import { networkInterfaces } from 'node:os';
import { addressClass } from '../../model/address.ts';
import type { HostFacts, OwnAddress } from '../../model/host-facts.ts';

/** A machine that runs containers has many interfaces; those of its networks come first. */
const MOST = 8;

export function readAddresses(): Pick<HostFacts, 'interfaces' | 'ipv4' | 'ipv6' | 'ownAddresses'> {
  const ownAddresses: OwnAddress[] = [];
  let interfaces = 0;
  let ipv4 = false;
  let ipv6 = false;
  for (const addresses of Object.values(networkInterfaces())) {
    const outward = (addresses ?? []).filter(({ internal }) => !internal);
    if (outward.length > 0) interfaces += 1;
    for (const { address, cidr } of outward)
      if (cidr !== null && addressClass(address) !== 'link-local') ownAddresses.push({ address, prefix: Number(cidr.split('/')[1]) });
    ipv4 ||= outward.some(({ family, address }) => family === 'IPv4' && addressClass(address) !== 'link-local');
    // Only a global address makes IPv6 a way out; unique local ones stay inside the organisation.
    ipv6 ||= outward.some(({ family, address }) => family === 'IPv6' && addressClass(address) === 'public');
  }
  return { interfaces, ipv4, ipv6, ownAddresses: ownAddresses.slice(0, MOST) };
}
