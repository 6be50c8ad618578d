/** The variables name a proxy whose port is closed; what NO_PROXY exempts still works. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyUnreachable: Scenario = {
  name: 'proxy-unreachable',
  title: 'The proxy does not accept connections',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: PROXY,
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: [{ to: PROXY.host, does: 'refuse' }, ...ONLY_EXEMPT_GOES_DIRECT],
    ec2: true,
  },
};
