/** 407 without an offer of Basic, which is all that most programs can answer. */
import type { Scenario } from '../description.ts';
import { DOCUMENTED_NO_PROXY, ENTERPRISE_RUNNER, ONLY_EXEMPT_GOES_DIRECT, PROXY, proxyEnvironment } from './parts.ts';

export const proxyLoginSchemeUnsupported: Scenario = {
  name: 'proxy-login-scheme-unsupported',
  title: 'The proxy offers Kerberos and NTLM only',
  profile: ENTERPRISE_RUNNER,
  network: {
    proxy: { ...PROXY, login: { challenges: ['Negotiate', 'NTLM'], accepts: null } },
    environment: proxyEnvironment(DOCUMENTED_NO_PROXY),
    path: ONLY_EXEMPT_GOES_DIRECT,
    ec2: true,
  },
};
