/** 407 although Basic credentials are sent: the password has changed since. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, PROXY_URL_WITH_LOGIN, proxyEnvironment } from './parts.ts';

export const proxyRejectsCredentials: Scenario = {
  name: 'proxy-rejects-credentials',
  title: 'The proxy rejects the configured login',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, login: { challenges: ['Basic realm="Example Corp proxy"'], accepts: 'svc-runner:winter-2026' } },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY, PROXY_URL_WITH_LOGIN),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
