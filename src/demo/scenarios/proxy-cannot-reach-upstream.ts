/** The proxy answers CONNECT with 503: it resolves no outside name. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyCannotReachUpstream: Scenario = {
  name: 'proxy-cannot-reach-upstream',
  title: 'The proxy cannot reach the internet',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, connect: [{ to: '*', status: 503, error: 'ERR_DNS_FAIL 0' }] },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
