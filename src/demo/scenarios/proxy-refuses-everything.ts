/** 403 to every CONNECT: this machine is in no access rule of the proxy. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyRefusesEverything: Scenario = {
  name: 'proxy-refuses-everything',
  title: 'The proxy refuses every host',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, connect: [{ to: '*', status: 403, error: 'ERR_ACCESS_DENIED 0' }] },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
