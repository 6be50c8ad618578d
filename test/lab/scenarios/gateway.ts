/** The gateway: HTTPS on 8443 and UDP 4242. */
import { GATEWAY_ADDRESSES } from '../../../src/catalog/gateway.ts';
import { ENTERPRISE_RUNNER, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import type { LabScenario } from '../scenario.ts';

const SOME = `{ ${[GATEWAY_ADDRESSES[1], GATEWAY_ADDRESSES[3]].join(', ')} }`;

export const GATEWAY: readonly LabScenario[] = [
  {
    name: 'gateway-port-blocked',
    title: 'The firewall lets 443 through and drops 8443',
    profile: STANDARD_RUNNER,
    firewall: ['tcp dport 8443 drop'],
    expect: { causes: ['gateway-port-blocked'], never: ['proxy-refuses-port', 'no-direct-egress'], exit: 1 },
  },
  {
    name: 'gateway-udp-silent',
    title: 'The firewall drops UDP 4242',
    profile: STANDARD_RUNNER,
    firewall: ['udp dport 4242 drop'],
    expect: { causes: ['gateway-udp-silent'], never: ['gateway-udp-refused', 'gateway-udp-partly-open'], exit: 3 },
  },
  {
    name: 'gateway-udp-refused',
    title: 'The firewall rejects UDP 4242',
    profile: STANDARD_RUNNER,
    firewall: ['udp dport 4242 reject with icmp port-unreachable'],
    expect: { causes: ['gateway-udp-refused'], never: ['gateway-udp-silent', 'local-firewall-blocks'], exit: 1 },
  },
  {
    name: 'gateway-udp-partly-open',
    title: 'The firewall lets UDP 4242 through to three of five addresses',
    profile: STANDARD_RUNNER,
    firewall: [`ip daddr ${SOME} udp dport 4242 drop`],
    expect: { causes: ['gateway-udp-partly-open'], never: ['gateway-udp-silent', 'gateway-udp-refused'], exit: 3 },
  },
  {
    name: 'gateway-udp-partly-refused',
    title: 'The firewall rejects UDP 4242 to two of five addresses',
    profile: STANDARD_RUNNER,
    firewall: [`ip daddr ${SOME} udp dport 4242 reject`],
    expect: { causes: ['gateway-udp-partly-open'], never: ['gateway-udp-silent', 'gateway-udp-refused'], exit: 1 },
  },
  {
    name: 'gateway-subdomains-blocked',
    title: 'The gateway’s own host is open, hosts below it are reset by name',
    profile: STANDARD_RUNNER,
    internet: { path: [{ to: '*.us01.gitpod.dev', does: 'reset-by-name' }] },
    expect: { causes: ['gateway-subdomains-blocked'], never: ['gateway-port-blocked', 'tls-cut-off'], exit: 1 },
  },
  {
    name: 'gateway-port-rejected',
    title: 'The firewall rejects 8443 as prohibited',
    profile: STANDARD_RUNNER,
    firewall: ['tcp dport 8443 reject with icmp admin-prohibited'],
    expect: { causes: ['gateway-port-blocked'], never: ['local-firewall-blocks', 'gateway-subdomains-blocked'], exit: 1 },
  },
  {
    name: 'gateway-subdomain-not-found',
    title: 'The gateway’s own name resolves, and the name below it that stands for the wildcard does not, which proves nothing',
    profile: STANDARD_RUNNER,
    resolver: { names: { 'api.us01.gitpod.dev': null } },
    expect: { causes: [], never: ['gateway-subdomains-blocked', 'gateway-port-blocked', 'name-not-found'], exit: 3 },
  },
  {
    name: 'nebula-answers',
    title: 'Real lighthouses of Nebula at all five addresses',
    profile: STANDARD_RUNNER,
    nebula: { never: [] },
    expect: { causes: [], never: ['gateway-udp-silent', 'gateway-udp-partly-open'], exit: 0 },
  },
  {
    name: 'nebula-never-answers',
    title: 'Real lighthouses that are told never to answer strangers: nothing tells them from a firewall that drops',
    profile: STANDARD_RUNNER,
    nebula: { never: 'all' },
    expect: { causes: ['gateway-udp-silent'], never: ['gateway-udp-refused', 'gateway-udp-partly-open'], exit: 3 },
  },
  {
    name: 'nebula-one-never-answers',
    title: 'Real lighthouses, one of which is told never to answer strangers',
    profile: STANDARD_RUNNER,
    nebula: { never: [GATEWAY_ADDRESSES[2] ?? ''] },
    expect: { causes: ['gateway-udp-partly-open'], never: ['gateway-udp-silent', 'gateway-udp-refused'], exit: 3 },
  },
  {
    name: 'enterprise-needs-no-gateway',
    title: 'The firewall drops what only standard runners need, and this runner is another kind',
    profile: ENTERPRISE_RUNNER,
    firewall: ['udp dport 4242 drop', 'tcp dport 8443 drop'],
    expect: {
      causes: [],
      never: ['gateway-udp-silent', 'gateway-port-blocked', 'gateway-cannot-use-proxy', 'gateway-subdomains-blocked'],
      exit: 0,
    },
  },
  {
    name: 'gateway-addresses-drifted',
    title: 'The lighthouses’ name leads to an address that the list does not have, while those of the list still answer',
    profile: STANDARD_RUNNER,
    resolver: { names: { 'lighthouse.us01.gitpod.dev': '52.54.12.7' } },
    expect: { causes: ['gateway-addresses-drifted'], never: ['gateway-udp-refused', 'gateway-udp-silent', 'name-sinkholed'], exit: 0 },
  },
  {
    name: 'gateway-addresses-as-listed',
    title: 'The lighthouses’ name leads to an address of the list',
    profile: STANDARD_RUNNER,
    nebula: { never: [] },
    resolver: { names: { 'lighthouse.us01.gitpod.dev': GATEWAY_ADDRESSES[0] ?? null } },
    expect: { causes: [], never: ['gateway-addresses-drifted', 'gateway-udp-refused'], exit: 0 },
  },
];
