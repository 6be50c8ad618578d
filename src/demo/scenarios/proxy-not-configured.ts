/** Nothing gets out directly, no variable names a proxy, and the one that git is set to use carries everything. */
import type { Scenario } from '../description.ts';
import { PROXY, SHORT_STAGES, STANDARD_RUNNER } from './parts.ts';

export const proxyNotConfigured: Scenario = {
  name: 'proxy-not-configured',
  title: 'Only git knows the proxy',
  profile: STANDARD_RUNNER,
  network: {
    proxy: PROXY,
    otherProxies: [
      {
        program: 'git',
        proxy: { scheme: 'http', host: PROXY.host, port: PROXY.port },
        hasCredentials: false,
        noProxy: [],
        file: '/home/gitpod/.gitconfig',
      },
    ],
    path: [
      { to: '*', port: 4242, does: 'drop' },
      { to: '*', does: 'refuse' },
    ],
    ec2: true,
  },
  limits: SHORT_STAGES,
};
