/** NO_PROXY sends AWS calls past the proxy, and the firewall lets nothing out but the proxy and the management plane. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, PROXY, proxyEnvironment } from './parts.ts';

export const directRouteBlocked: Scenario = {
  name: 'direct-route-blocked',
  title: 'NO_PROXY promises a direct way that is closed',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: PROXY,
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: [
      { to: 'app.gitpod.io', does: 'pass' },
      { to: '*', does: 'refuse' },
    ],
    ec2: true,
  },
};
