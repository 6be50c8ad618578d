/** 403 to CONNECT for one host, while others pass on the same port. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyRefusesHost: Scenario = {
  name: 'proxy-refuses-host',
  title: 'The proxy refuses some hosts',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, connect: [{ to: 'releases.gitpod.io', status: 403, error: 'ERR_ACCESS_DENIED 0' }] },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
