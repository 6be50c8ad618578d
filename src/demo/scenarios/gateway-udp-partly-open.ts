/** Three addresses answer, two do not. */
import { GATEWAY_ADDRESSES } from '../../catalog/gateway.ts';
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const gatewayUdpPartlyOpen: Scenario = {
  name: 'gateway-udp-partly-open',
  title: 'UDP 4242 is open to some addresses only',
  profile: STANDARD_RUNNER,
  network: {
    path: [
      { to: GATEWAY_ADDRESSES[1] ?? '', does: 'drop' },
      { to: GATEWAY_ADDRESSES[3] ?? '', does: 'drop' },
    ],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
