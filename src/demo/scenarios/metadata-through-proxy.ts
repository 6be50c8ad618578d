/** NO_PROXY names everything that the document wants on it but for the metadata service. */
import type { Scenario } from '../description.ts';
import { PROXY, proxyEnvironment, STANDARD_RUNNER } from './parts.ts';

export const metadataThroughProxy: Scenario = {
  name: 'metadata-through-proxy',
  title: 'The proxy is asked for instance metadata',
  profile: STANDARD_RUNNER,
  network: { proxy: PROXY, environment: proxyEnvironment('.internal,app.gitpod.io,.amazonaws.com'), ec2: true },
};
