/** Port 443 passes everywhere, 8443 nowhere. */
import type { Scenario } from '../description.ts';
import { SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const gatewayPortBlocked: Scenario = {
  name: 'gateway-port-blocked',
  title: 'Port 8443 is blocked',
  profile: STANDARD_RUNNER,
  network: { path: [{ to: '*', port: 8443, does: 'drop' }], ec2: true },
  limits: SHORT_STAGES,
};
