/** Firewalls that drop by default, and what happens if their request is followed: exactly what is needed is opened. */
import { ENTERPRISE_RUNNER, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { populationOf } from '../internet/inhabitants.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';
import { behindProxy } from './proxy.ts';

const NAMES_ALONE: readonly FilterRule[] = ['ct state established,related accept', 'udp dport 53 accept', 'drop'];

/** Everything needed has a rule, except these hosts. */
function allBut(profile: Profile, hosts: readonly string[]): FilterRule[] {
  const { addresses, nodes } = populationOf(profile);
  const open = [...addresses].filter(([host]) => !hosts.includes(host)).map(([, address]) => address);
  const [answers = '', names = '', drop = ''] = NAMES_ALONE;
  return [
    ...[answers, names],
    `ip daddr { ${open.join(', ')} } tcp dport { 443, 8443 } accept`,
    ...(hosts.includes(GATEWAY_NODES) ? [] : [`ip daddr { ${nodes.map(({ address }) => address).join(', ')} } udp dport 4242 accept`]),
    drop,
  ];
}

const GATEWAY_NODES = 'nodes of the gateway';

export const OPENED: readonly LabScenario[] = [
  {
    name: 'opened-closed-laptop',
    title: 'Names resolve and everything else is dropped for a laptop; what the requests ask for is opened',
    profile: LAPTOP,
    firewall: NAMES_ALONE,
    asked: { of: 'firewall', rounds: 2 },
    expect: { causes: ['no-direct-egress'], never: ['port-dropped'], exit: 1 },
  },
  {
    name: 'opened-closed-runner',
    title: 'The same for a standard runner, with its gateway on 8443 and UDP 4242',
    profile: STANDARD_RUNNER,
    firewall: NAMES_ALONE,
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['no-direct-egress'], never: ['port-dropped'], exit: 1 },
  },
  {
    name: 'opened-closed-runner-rejected',
    title: 'The same where the firewall says that it is prohibited',
    profile: STANDARD_RUNNER,
    firewall: [...NAMES_ALONE.slice(0, 2), 'meta l4proto { tcp, udp } reject with icmp admin-prohibited'],
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['no-direct-egress'], never: ['path-rejected'], exit: 1 },
  },
  {
    name: 'opened-two-hosts',
    title: 'All has a rule but two hosts, which are opened',
    profile: STANDARD_RUNNER,
    firewall: allBut(STANDARD_RUNNER, ['releases.gitpod.io', 'ssm.us-east-1.amazonaws.com']),
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['port-dropped', 'aws-endpoint-blocked'], never: ['no-direct-egress'], exit: 1 },
  },
  {
    name: 'opened-below-wildcard',
    title: 'All has a rule but the host that was measured for a wildcard, which is opened',
    profile: LAPTOP,
    firewall: allBut(LAPTOP, ['ms-vscode-remote.gallerycdn.vsassets.io']),
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['port-dropped'], never: ['no-direct-egress'], exit: 1 },
  },
  {
    name: 'opened-gateway-udp',
    title: 'All has a rule but UDP 4242, which is opened',
    profile: STANDARD_RUNNER,
    firewall: allBut(STANDARD_RUNNER, [GATEWAY_NODES]),
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['gateway-udp-silent'], never: ['no-direct-egress'], exit: 3 },
  },
  {
    name: 'opened-both-families',
    title: 'Names resolve to addresses of both families and everything else is dropped; what is asked for is opened in both',
    profile: STANDARD_RUNNER,
    ipv6: true,
    firewall: NAMES_ALONE,
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['no-direct-egress'], never: ['ipv6-broken'], exit: 1 },
  },
  {
    name: 'opened-beside-proxy',
    title: 'Squid carries what it should, and what the documented NO_PROXY exempts has no direct route until it is opened',
    profile: ENTERPRISE_RUNNER,
    squid: DEFAULT_ACCESS,
    environment: behindProxy(),
    firewall: NAMES_ALONE,
    asked: { of: 'firewall', rounds: 1 },
    expect: { causes: ['direct-route-blocked'], never: ['no-proxy-incomplete', 'no-direct-egress'], exit: 1 },
  },
  {
    name: 'asked-of-proxy-port',
    title: 'Squid refuses port 8443: no packet filter is asked for anything, and what is asked of the proxy is allowed there',
    profile: STANDARD_RUNNER,
    squid: DEFAULT_ACCESS,
    environment: behindProxy(),
    asked: { of: 'proxy' },
    expect: { causes: ['proxy-refuses-port'], never: ['gateway-port-blocked'], exit: 1 },
  },
  {
    name: 'asked-of-proxy-host',
    symptom: 'whole-list',
    title: 'The same where squid refuses one host',
    profile: ENTERPRISE_RUNNER,
    squid: ['acl blocked dstdomain releases.gitpod.io', 'http_access deny blocked', ...DEFAULT_ACCESS],
    environment: behindProxy(),
    asked: { of: 'proxy' },
    expect: { causes: ['proxy-refuses-host'], never: ['proxy-refuses-port'], exit: 1 },
  },
];
