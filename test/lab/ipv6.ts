/** IPv6 between the same three namespaces. The addresses look public, but are invisible outside. */
import { ip, type Namespaces, setting } from './namespaces.ts';

const INSIDE = '2600:1f18:ffff:1';
const OUTSIDE = '2600:1f18:ffff:2';
export const INTERNET_6 = `${OUTSIDE}::2`;

export async function addIpv6({ customer, firewall, internet }: Namespaces): Promise<void> {
  // Without duplicate address detection: an address can be used at once.
  await Promise.all([
    ip([`addr add ${INSIDE}::10/64 dev lan nodad`, `route add default via ${INSIDE}::1`], customer),
    ip(
      [`addr add ${INSIDE}::1/64 dev lan nodad`, `addr add ${OUTSIDE}::1/64 dev wan nodad`, `route add default via ${INTERNET_6}`],
      firewall,
    ).then(() => setting(firewall, 'net/ipv6/conf/all/forwarding')),
    ip([`addr add ${INTERNET_6}/64 dev wan nodad`, `route add ${INSIDE}::/64 via ${OUTSIDE}::1`], internet),
  ]);
}
