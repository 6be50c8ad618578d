/** No answer from any of the five addresses, which proves nothing by itself. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const gatewayUdpSilent: Scenario = {
  name: 'gateway-udp-silent',
  title: 'UDP 4242 is silent',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*', port: 4242, does: 'drop' }], ec2: true },
  limits: SHORT_STAGES,
};
