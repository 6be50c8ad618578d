/** ICMP port unreachable from all five addresses. */
import type { Scenario } from '../description.ts';
import { STANDARD_RUNNER } from './parts.ts';

export const gatewayUdpRefused: Scenario = {
  name: 'gateway-udp-refused',
  title: 'UDP 4242 is refused',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*', port: 4242, does: 'refuse' }], ec2: true },
};
