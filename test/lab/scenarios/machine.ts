/** Faults of the customer's machine itself, and a network without a fault. */
import { LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { LabScenario } from '../scenario.ts';

export const MACHINE: readonly LabScenario[] = [
  {
    name: 'healthy',
    title: 'Everything is open',
    profile: { ...STANDARD_RUNNER, consents: [...STANDARD_RUNNER.consents, 'download'] },
    expect: { causes: [], never: [], exit: 0 },
  },
  {
    name: 'unplugged',
    symptom: 'browser',
    title: 'No interface but loopback',
    profile: LAPTOP,
    link: 'none',
    expect: { causes: ['no-network'], never: ['resolver-silent', 'no-direct-egress'], exit: 1 },
  },
  {
    name: 'nobody-behind-the-link',
    title: 'An interface and a default route, and nobody at the other end',
    profile: STANDARD_RUNNER,
    link: 'nobody-behind-it',
    expect: { causes: ['no-network'], never: ['resolver-silent', 'local-firewall-blocks'], exit: 1 },
  },
  {
    name: 'everything-dropped',
    title: 'The firewall forwards nothing, names included',
    profile: STANDARD_RUNNER,
    firewall: ['drop'],
    // If the resolver and UDP are silent, a dead resolver and a dead network look the same.
    expect: { causes: ['resolver-silent'], never: ['no-direct-egress', 'name-not-found'], exit: 1 },
  },
  {
    name: 'own-filter-drops',
    title: 'The machine’s own firewall drops what is not DNS',
    profile: STANDARD_RUNNER,
    ownFilter: ['udp dport 53 accept', 'oifname "lan" drop'],
    expect: { causes: ['local-firewall-blocks'], never: ['port-dropped', 'no-direct-egress', 'gateway-udp-silent'], exit: 1 },
  },
  {
    name: 'own-filter-rejects-udp',
    title: 'The machine’s own firewall rejects UDP 4242',
    profile: STANDARD_RUNNER,
    ownFilter: ['udp dport 4242 reject'],
    expect: { causes: ['local-firewall-blocks'], never: ['gateway-udp-refused', 'gateway-udp-silent'], exit: 1 },
  },
  {
    name: 'clock-wrong',
    title: 'The clock is two hours ahead',
    profile: LAPTOP,
    clock: '+2h',
    expect: { causes: ['clock-wrong'], never: ['certificate-expired', 'tls-intercepted'], exit: 0 },
  },
  {
    name: 'clock-far-ahead',
    title: 'The clock is a year ahead, so that no certificate is valid any longer',
    profile: LAPTOP,
    clock: '+365d',
    expect: { causes: ['clock-wrong'], never: ['certificate-expired', 'tls-intercepted'], exit: 1 },
  },
  {
    name: 'clock-nearly-right',
    title: 'The clock is half a minute behind, as clocks are',
    profile: LAPTOP,
    clock: '-30s',
    expect: { causes: [], never: ['clock-wrong'], exit: 0 },
  },
];
