/** The two spellings name different proxies; both work, so programs differ in what they use. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyVariablesDisagree: Scenario = {
  name: 'proxy-variables-disagree',
  title: 'Two proxy variables contradict each other',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: PROXY,
    names: [{ to: 'proxy-old.example.internal', answer: { addresses: [PROXY.address] } }],
    path: ONLY_EXEMPT_GOES_DIRECT,
    environment: {
      ...proxyEnvironment(DOCUMENTED_NO_PROXY),
      https_proxy: `http://proxy-old.example.internal:${PROXY.port}`,
      // wget reads this spelling alone: without it NO_PROXY would be a second fault.
      no_proxy: DOCUMENTED_NO_PROXY,
    },
    ec2: true,
  },
};
