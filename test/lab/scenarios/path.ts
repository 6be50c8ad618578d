/** The firewall between the company and the internet. */
import { LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';

/** The replies to packets that were allowed out. */
const ANSWERS: FilterRule = 'ct state established,related accept';

export const PATH: readonly LabScenario[] = [
  {
    name: 'no-direct-egress',
    title: 'Names resolve, and everything else is dropped',
    profile: STANDARD_RUNNER,
    firewall: [ANSWERS, 'udp dport 53 accept', 'drop'],
    expect: { causes: ['no-direct-egress'], never: ['no-network', 'port-dropped', 'local-firewall-blocks'], exit: 1 },
  },
  {
    name: 'no-direct-egress-rejected',
    title: 'Names resolve, and everything else is rejected as prohibited',
    profile: STANDARD_RUNNER,
    firewall: [ANSWERS, 'udp dport 53 accept', 'meta l4proto { tcp, udp } reject with icmp admin-prohibited'],
    expect: { causes: ['no-direct-egress'], never: ['no-network', 'local-firewall-blocks', 'path-rejected'], exit: 1 },
  },
  {
    name: 'port-dropped',
    title: 'SYN packets to one host vanish',
    profile: STANDARD_RUNNER,
    firewall: ['ip daddr <releases.gitpod.io> drop'],
    expect: { causes: ['port-dropped'], never: ['port-refused', 'no-direct-egress', 'tls-stalls', 'packet-loss'], exit: 1 },
  },
  {
    name: 'port-refused',
    title: 'The firewall answers for one host with a reset',
    profile: STANDARD_RUNNER,
    firewall: ['ip daddr <releases.gitpod.io> tcp dport 443 reject with tcp reset'],
    expect: { causes: ['port-refused'], never: ['port-dropped', 'tls-cut-off'], exit: 1 },
  },
  {
    name: 'path-rejected',
    title: 'The firewall answers for one host with an ICMP error',
    profile: LAPTOP,
    firewall: ['ip daddr <marketplace.visualstudio.com> reject with icmp host-prohibited'],
    expect: { causes: ['path-rejected'], never: ['port-refused', 'port-dropped', 'local-firewall-blocks'], exit: 1 },
  },
  {
    name: 'aws-endpoint-blocked',
    title: 'SYN packets to two regional AWS services vanish',
    profile: STANDARD_RUNNER,
    firewall: ['ip daddr { <ssm.us-east-1.amazonaws.com>, <secretsmanager.us-east-1.amazonaws.com> } drop'],
    expect: { causes: ['aws-endpoint-blocked'], never: ['vpc-endpoint-unreachable', 'region-unknown'], exit: 1 },
  },
  {
    name: 'no-direct-egress-reset',
    title: 'Names resolve, and every other connection is answered with a reset',
    profile: LAPTOP,
    firewall: [ANSWERS, 'udp dport 53 accept', 'meta l4proto tcp reject with tcp reset', 'drop'],
    expect: { causes: ['no-direct-egress'], never: ['port-refused', 'no-network', 'tls-cut-off'], exit: 1 },
  },
  {
    name: 'packet-loss',
    title: 'The line loses six packets of a hundred each way',
    profile: STANDARD_RUNNER,
    conditions: { loss: 6 },
    expect: {
      causes: ['packet-loss'],
      never: [
        'resolver-silent',
        'resolver-refuses',
        'port-dropped',
        'redirect-target-blocked',
        'gateway-subdomains-blocked',
        'unexplained-failure',
      ],
      says: ['had to be sent again'],
      exit: 0,
    },
  },
  {
    name: 'network-unreachable',
    symptom: 'jetbrains',
    title: 'A router on the way knows no way to one network',
    profile: LAPTOP,
    firewall: ['ip daddr <download.jetbrains.com> reject with icmp net-unreachable'],
    expect: { causes: ['path-rejected'], never: ['no-network', 'port-dropped', 'port-refused'], exit: 1 },
  },
];
