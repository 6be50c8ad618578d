/** NO_PROXY as the document spells it: half of the programs do not read the network of the metadata service. */
import type { Scenario } from '../description.ts';
import { ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const noProxyReadDifferently: Scenario = {
  name: 'no-proxy-read-differently',
  title: 'Programs disagree about an entry of NO_PROXY',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: PROXY,
    environment: proxyEnvironment('.internal,169.254.0.0/16,app.gitpod.io,.amazonaws.com'),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
