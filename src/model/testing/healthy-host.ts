/** A healthy machine, as a base for tests. */
import type { HostFacts } from '../host-facts.ts';

export const HEALTHY_HOST: HostFacts = {
  platform: 'linux',
  release: '6.1',
  arch: 'x64',
  nodeVersion: 'v24.0.0',
  container: false,
  ec2: false,
  product: null,
  interfaces: 1,
  ipv4: true,
  ipv6: false,
  defaultRoute4: true,
  defaultRoute6: false,
  resolvers: [{ address: '10.0.0.2', port: 53 }],
  proxies: [],
  noProxy: [],
  trustFiles: [],
  verificationDisabled: false,
  awsEndpointVariables: [],
  systemRoots: 140,
};
