/** Squid's default: CONNECT to 443 passes and to 8443 does not. Direct egress exists, so UDP 4242 answers. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, PROXY, proxyEnvironment, STANDARD_RUNNER } from './parts.ts';

export const proxyRefusesPort: Scenario = {
  name: 'proxy-refuses-port',
  title: 'The proxy refuses port 8443',
  profile: STANDARD_RUNNER,
  network: {
    proxy: { ...PROXY, connect: [{ to: '*', port: 8443, status: 403, error: 'ERR_ACCESS_DENIED 0' }] },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    ec2: true,
  },
};
