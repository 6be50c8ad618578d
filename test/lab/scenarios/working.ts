/** Networks that are unusual or bad, but work, so nothing may be called wrong. */
import { ENTERPRISE_RUNNER, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { LabScenario } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from './proxy.ts';

/** Findings about the quality of the network. */
const SLOW = ['download-too-slow'] as const;

export const WORKING: readonly LabScenario[] = [
  {
    name: 'carrier-nat',
    title: 'The machine has an address of its carrier’s NAT',
    profile: LAPTOP,
    carrierNat: true,
    expect: { causes: [], never: ['no-network', 'name-sinkholed'], exit: 0 },
  },
  {
    name: 'names-lead-into-carrier-range',
    title: 'A client on the machine’s network answers names with addresses of 100.64/10 and leads them on to the genuine hosts',
    profile: LAPTOP,
    standIns: { '100.64.7.7': 'releases.gitpod.io', '100.64.7.8': 'marketplace.visualstudio.com' },
    resolver: { names: { 'releases.gitpod.io': '100.64.7.7', 'marketplace.visualstudio.com': '100.64.7.8' } },
    expect: { causes: [], never: ['name-sinkholed', 'resolvers-disagree', 'transparent-proxy'], exit: 0 },
  },
  {
    name: 'split-dns-with-vpc-endpoints',
    title: 'The resolver inside answers AWS names with the private addresses of VPC endpoints, which are genuine',
    profile: STANDARD_RUNNER,
    standIns: { '10.20.9.15': 'ssm.us-east-1.amazonaws.com', '10.20.9.16': 'secretsmanager.us-east-1.amazonaws.com' },
    resolver: { names: { 'ssm.us-east-1.amazonaws.com': '10.20.9.15', 'secretsmanager.us-east-1.amazonaws.com': '10.20.9.16' } },
    expect: { causes: [], never: ['name-sinkholed', 'vpc-endpoint-unreachable', 'aws-endpoint-not-genuine'], exit: 0 },
  },
  {
    name: 'stub-resolver-on-loopback',
    title: 'Programs ask a resolver on loopback, as with systemd-resolved',
    profile: STANDARD_RUNNER,
    stubResolver: true,
    expect: { causes: [], never: ['resolver-silent', 'resolver-refuses', 'resolvers-disagree'], exit: 0 },
  },
  {
    name: 'ipv6-answers-without-ipv6',
    title: 'Names have IPv6 addresses, and the machine has none',
    profile: STANDARD_RUNNER,
    resolver: { aaaa: 'unreachable' },
    expect: { causes: [], never: ['ipv6-broken', 'no-network', 'path-rejected'], exit: 0 },
  },
  {
    name: 'aaaa-servfail',
    title: 'The resolver answers questions for IPv6 addresses with SERVFAIL, and those for IPv4 rightly',
    profile: STANDARD_RUNNER,
    resolver: { aaaa: 'servfail' },
    expect: { causes: [], never: ['resolver-refuses', 'name-not-found', 'resolvers-disagree'], exit: 0 },
  },
  {
    name: 'one-host-dead-over-ipv6',
    title: 'IPv6 works, but for one host that answers over IPv4 alone',
    profile: STANDARD_RUNNER,
    ipv6: true,
    firewall: ['ip6 daddr <releases.gitpod.io> drop'],
    expect: {
      causes: ['ipv6-broken'],
      never: ['port-dropped', 'no-direct-egress'],
      says: ['so do IPv6 connections to other hosts'],
      exit: 0,
    },
  },
  {
    name: 'resolver-drops-edns',
    title: 'The resolver gives no answer to questions with EDNS',
    profile: STANDARD_RUNNER,
    resolver: { dropsEdns: true },
    expect: { causes: [], never: ['resolver-silent', 'resolver-refuses'], exit: 0 },
  },
  {
    name: 'second-resolver-dead',
    title: 'Of two resolvers the second is not there',
    profile: STANDARD_RUNNER,
    conditions: { deadResolver: 2 },
    expect: { causes: [], never: ['resolver-silent', 'no-network', 'name-not-found'], exit: 0 },
  },
  {
    name: 'first-resolver-dead',
    title: 'Of two resolvers the first is not there, so that each lookup takes five seconds',
    profile: STANDARD_RUNNER,
    conditions: { deadResolver: 1 },
    expect: { causes: ['resolver-silent'], never: ['unexplained-failure', 'no-network', 'name-not-found'], exit: 0 },
  },
  {
    name: 'resolvers-late',
    title: 'Each answer of the resolver takes most of a second',
    profile: STANDARD_RUNNER,
    conditions: { resolverDelay: 800 },
    expect: { causes: [], allowed: SLOW, never: ['resolver-silent', 'unexplained-failure'], exit: 0 },
  },
  {
    name: 'far-away',
    title: 'A round trip takes 600 ms, as by satellite',
    profile: STANDARD_RUNNER,
    conditions: { rtt: 600 },
    expect: { causes: [], allowed: SLOW, never: ['port-dropped', 'tls-stalls', 'resolver-silent', 'answer-unusable'], exit: 0 },
  },
  {
    name: 'packets-out-of-order',
    title: 'Packets overtake each other and come at odd times',
    profile: STANDARD_RUNNER,
    conditions: { rtt: 40, jitter: 30, reorder: 15 },
    expect: { causes: [], allowed: SLOW, never: ['tls-cut-off', 'tls-stalls', 'answer-unusable'], exit: 0 },
  },
  {
    name: 'small-packets-alone',
    title: 'The uplink carries packets of 1280 bytes, and its router says so',
    profile: STANDARD_RUNNER,
    conditions: { mtu: 1280 },
    expect: { causes: [], never: ['large-hello-dropped', 'tls-stalls'], exit: 0 },
  },
  {
    name: 'slow-connect',
    title: 'The proxy answers each CONNECT after two seconds',
    profile: ENTERPRISE_RUNNER,
    environment: behindProxy(),
    firewall: ONLY_EXEMPT,
    squid: DEFAULT_ACCESS,
    conditions: { connectDelay: 2000 },
    expect: { causes: [], allowed: SLOW, never: ['proxy-cannot-reach-upstream', 'proxy-unreachable', 'tls-stalls'], exit: 0 },
  },
];
