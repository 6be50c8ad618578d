/** Interfaces that are up, and the families of address that they have. */
import { networkInterfaces } from 'node:os';
import { addressClass } from '../../model/address.ts';

export function readAddresses(): { interfaces: number; ipv4: boolean; ipv6: boolean } {
  let interfaces = 0;
  let ipv4 = false;
  let ipv6 = false;
  for (const addresses of Object.values(networkInterfaces())) {
    const outward = (addresses ?? []).filter(({ internal }) => !internal);
    if (outward.length > 0) interfaces += 1;
    ipv4 ||= outward.some(({ family, address }) => family === 'IPv4' && addressClass(address) !== 'link-local');
    // Only a global address makes IPv6 a way out; unique local ones stay inside the organisation.
    ipv6 ||= outward.some(({ family, address }) => family === 'IPv6' && addressClass(address) === 'public');
  }
  return { interfaces, ipv4, ipv6 };
}
