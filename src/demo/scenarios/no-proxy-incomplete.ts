/** AWS goes through the proxy although the direct path works: `.amazonaws.com` is missing. */
import type { Scenario } from '../description.ts';
import { ENTERPRISE_RUNNER, PROXY, proxyEnvironment } from './parts.ts';

export const noProxyIncomplete: Scenario = {
  name: 'no-proxy-incomplete',
  title: 'NO_PROXY lacks a documented entry',
  profile: ENTERPRISE_RUNNER,
  network: { proxy: PROXY, environment: proxyEnvironment('.internal,169.254.169.254,app.gitpod.io'), ec2: true },
};
