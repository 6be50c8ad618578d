/** 407 with an offer of Basic, and the variables hold no credentials. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyRequiresLogin: Scenario = {
  name: 'proxy-requires-login',
  title: 'The proxy demands a login that is not configured',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: null } },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
