/** Two independent faults: both have to be named. */
import { STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { DEFAULT_ACCESS, LOGIN_FIRST } from '../proxy.ts';
import type { LabScenario } from '../scenario.ts';
import { behindProxy } from './proxy.ts';

export const TWO_FAULTS: readonly LabScenario[] = [
  {
    name: 'udp-dropped-and-host-dropped',
    title: 'The firewall drops UDP 4242 and one host',
    profile: STANDARD_RUNNER,
    firewall: ['udp dport 4242 drop', 'ip daddr <releases.gitpod.io> drop'],
    expect: { causes: ['gateway-udp-silent', 'port-dropped'], never: ['no-direct-egress', 'gateway-udp-refused'], exit: 1 },
  },
  {
    name: 'login-and-name-not-found',
    title: 'The proxy asks for a login, and one AWS name that goes direct does not resolve',
    profile: STANDARD_RUNNER,
    environment: behindProxy(),
    squid: [...LOGIN_FIRST, ...DEFAULT_ACCESS],
    resolver: { names: { 'sts.us-east-1.amazonaws.com': null } },
    expect: { causes: ['proxy-requires-login', 'name-not-found'], never: ['proxy-refuses-port', 'region-unknown'], exit: 1 },
  },
  {
    name: 'port-8443-and-expired',
    title: 'The firewall refuses 8443, and the certificate of another host has expired',
    profile: STANDARD_RUNNER,
    firewall: ['tcp dport 8443 reject with tcp reset'],
    internet: { services: [{ to: 'releases.gitpod.io', fault: { kind: 'certificate', leaf: 'expired' } }] },
    expect: {
      causes: ['gateway-port-blocked', 'certificate-expired'],
      never: ['proxy-refuses-port', 'tls-intercepted', 'clock-wrong'],
      exit: 1,
    },
  },
];
