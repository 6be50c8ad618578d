/** Hosts and machine have IPv6 addresses, its packets are lost, IPv4 works: connections begin with a pause. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const ipv6Broken: Scenario = {
  name: 'ipv6-broken',
  title: 'IPv6 is there and does not work',
  profile: STANDARD_RUNNER,
  network: { ipv6Broken: true, ec2: true },
  limits: SHORT_STAGES,
};
