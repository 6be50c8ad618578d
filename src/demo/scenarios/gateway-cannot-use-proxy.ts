/** The only way out is an HTTP proxy, which cannot carry UDP 4242. */
import type { Scenario } from '../description.ts';
import { PROXY, proxyEnvironment, SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const gatewayCannotUseProxy: Scenario = {
  name: 'gateway-cannot-use-proxy',
  title: 'A standard runner has only an HTTP proxy',
  profile: STANDARD_RUNNER,
  network: {
    proxy: PROXY,
    environment: proxyEnvironment('.internal,169.254.169.254'),
    path: [
      { to: '*', port: 4242, does: 'drop' },
      { to: '*', does: 'refuse' },
    ],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
