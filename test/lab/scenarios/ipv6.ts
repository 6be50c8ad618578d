/** Machines and hosts with addresses of both families. */
import { STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { LabScenario } from '../scenario.ts';

export const IPV6: readonly LabScenario[] = [
  {
    name: 'ipv6-healthy',
    title: 'Both families work',
    profile: STANDARD_RUNNER,
    ipv6: true,
    expect: { causes: [], never: ['ipv6-broken'], exit: 0 },
  },
  {
    name: 'ipv6-broken',
    title: 'IPv6 is there, and the firewall drops what is sent over it',
    profile: STANDARD_RUNNER,
    ipv6: true,
    firewall: ['meta nfproto ipv6 drop'],
    expect: { causes: ['ipv6-broken'], never: ['port-dropped', 'no-direct-egress'], exit: 0 },
  },
  {
    name: 'ipv6-rejected',
    title: 'IPv6 is there, and the firewall rejects what is sent over it',
    profile: STANDARD_RUNNER,
    ipv6: true,
    firewall: ['meta nfproto ipv6 reject with icmpv6 admin-prohibited'],
    expect: { causes: ['ipv6-broken'], never: ['path-rejected', 'local-firewall-blocks'], exit: 0 },
  },
];
