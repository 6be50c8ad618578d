/** The company's resolver. */
import { ENTERPRISE_RUNNER, ENVIRONMENT, LAPTOP, STANDARD_RUNNER } from '../../../src/demo/scenarios/parts.ts';
import { DEFAULT_ACCESS } from '../proxy.ts';
import type { FilterRule, LabScenario } from '../scenario.ts';
import { behindProxy, ONLY_EXEMPT } from './proxy.ts';

/** Only DNS queries leave directly. The proxy is on the firewall. */
const ONLY_DNS: readonly FilterRule[] = ['ct state established,related accept', 'udp dport 53 accept', 'reject with icmp admin-prohibited'];

export const NAMES: readonly LabScenario[] = [
  {
    name: 'resolver-silent',
    title: 'The firewall drops DNS to the resolver',
    profile: STANDARD_RUNNER,
    firewall: ['meta l4proto { tcp, udp } th dport 53 drop'],
    expect: { causes: ['resolver-silent'], never: ['no-network', 'name-not-found'], exit: 1 },
  },
  {
    name: 'resolver-silent-over-udp',
    title: 'The firewall drops datagrams to the resolver, and lets TCP to it pass',
    profile: STANDARD_RUNNER,
    firewall: ['udp dport 53 drop'],
    expect: {
      causes: ['resolver-silent'],
      never: ['no-network', 'name-not-found', 'resolvers-disagree'],
      says: ['allow UDP port 53'],
      exit: 1,
    },
  },
  {
    name: 'resolver-refuses',
    title: 'The resolver is not for this network',
    profile: STANDARD_RUNNER,
    resolver: { servesNobody: true },
    expect: { causes: ['resolver-refuses'], never: ['no-network', 'resolver-silent', 'name-not-found'], exit: 1 },
  },
  {
    name: 'resolver-cannot-resolve',
    title: 'The resolver answers every name with SERVFAIL, because its own way out fails',
    profile: STANDARD_RUNNER,
    resolver: { brokenZones: { '*': 'servfail' } },
    expect: { causes: ['resolver-refuses'], never: ['no-network', 'resolver-silent', 'name-not-found'], exit: 1 },
  },
  {
    name: 'one-zone-servfail',
    title: 'The resolver gets no answer about one name and says SERVFAIL, as with a broken signature',
    profile: STANDARD_RUNNER,
    resolver: { brokenZones: { 'releases.gitpod.io': 'servfail' } },
    expect: { causes: ['resolver-refuses'], never: ['name-not-found', 'resolver-silent', 'resolvers-disagree'], exit: 1 },
  },
  {
    name: 'one-zone-refused',
    title: 'The resolver asks a server about one name that refuses to answer it',
    profile: STANDARD_RUNNER,
    resolver: { brokenZones: { 'releases.gitpod.io': 'refused' } },
    expect: { causes: ['resolver-refuses'], never: ['name-not-found', 'resolver-silent', 'resolvers-disagree'], exit: 1 },
  },
  {
    name: 'second-resolver-servfail',
    title: 'The first resolver answers everything, the second says SERVFAIL to all',
    profile: STANDARD_RUNNER,
    resolver: { second: { brokenZones: { '*': 'servfail' } } },
    expect: { causes: [], never: ['resolver-refuses', 'resolvers-disagree', 'name-not-found'], exit: 0 },
  },
  {
    name: 'no-public-names',
    title: 'The resolver knows names inside alone, and nobody has set the proxy',
    profile: STANDARD_RUNNER,
    firewall: ONLY_DNS,
    squid: DEFAULT_ACCESS,
    resolver: { internalOnly: true },
    expect: {
      causes: ['resolver-knows-no-public-names'],
      never: ['no-network', 'name-not-found', 'resolver-refuses', 'resolver-silent', 'no-direct-egress'],
      exit: 1,
    },
  },
  {
    name: 'no-public-names-behind-proxy',
    title: 'The same with the proxy set: what NO_PROXY exempts is not found, the rest passes',
    profile: ENTERPRISE_RUNNER,
    environment: behindProxy(),
    firewall: ONLY_EXEMPT,
    squid: DEFAULT_ACCESS,
    resolver: { internalOnly: true },
    expect: {
      causes: ['resolver-knows-no-public-names'],
      never: ['no-network', 'name-not-found', 'resolver-refuses', 'proxy-unreachable'],
      says: ['Through the proxy app.gitpod.io'],
      exit: 1,
    },
  },
  {
    name: 'no-public-names-and-all-through-proxy',
    title: 'The same where NO_PROXY names only what lies inside: nothing fails',
    profile: ENTERPRISE_RUNNER,
    environment: { ...behindProxy(), NO_PROXY: '.internal,169.254.169.254' },
    firewall: ONLY_DNS,
    squid: DEFAULT_ACCESS,
    resolver: { internalOnly: true },
    // The scenario does not show whether the documented NO_PROXY entries would help.
    expect: { causes: [], never: ['resolver-knows-no-public-names', 'name-not-found'], exit: 3 },
  },
  {
    name: 'name-not-found',
    title: 'The resolver does not know one name',
    profile: STANDARD_RUNNER,
    resolver: { names: { 'releases.gitpod.io': null } },
    expect: { causes: ['name-not-found'], never: ['resolver-silent', 'resolver-refuses', 'region-unknown'], exit: 1 },
  },
  {
    name: 'name-sinkholed',
    title: 'The resolver answers one name with an address inside that serves nothing',
    profile: LAPTOP,
    resolver: { names: { 'marketplace.visualstudio.com': '10.66.0.66' } },
    expect: { causes: ['name-sinkholed'], never: ['name-not-found', 'vpc-endpoint-unreachable'], exit: 1 },
  },
  {
    name: 'vpc-endpoint-unreachable',
    title: 'An AWS name leads to an address inside that lets nothing in',
    profile: STANDARD_RUNNER,
    resolver: { names: { 'ssm.us-east-1.amazonaws.com': '10.20.1.15' } },
    expect: { causes: ['vpc-endpoint-unreachable'], never: ['name-sinkholed', 'aws-endpoint-blocked'], exit: 1 },
  },
  {
    name: 'name-sinkholed-nowhere',
    title: 'A name filter answers three names with the address of nobody',
    profile: LAPTOP,
    resolver: {
      names: { 'marketplace.visualstudio.com': '0.0.0.0', 'download.jetbrains.com': '0.0.0.0', 'releases.gitpod.io': '0.0.0.0' },
    },
    expect: { causes: ['name-sinkholed'], never: ['name-not-found', 'resolver-refuses', 'no-direct-egress'], exit: 1 },
  },
  {
    name: 'name-in-hosts-file',
    title: 'A forgotten line of the hosts file leads one name to this machine',
    profile: LAPTOP,
    hostsFile: { 'releases.gitpod.io': '127.0.0.1' },
    expect: { causes: ['resolvers-disagree'], never: ['name-not-found', 'resolver-refuses', 'local-firewall-blocks'], exit: 1 },
  },
  {
    name: 'two-resolvers-healthy',
    title: 'Two resolvers that say the same',
    profile: STANDARD_RUNNER,
    resolver: { second: {} },
    expect: { causes: [], never: ['resolvers-disagree', 'resolver-silent'], exit: 0 },
  },
  {
    name: 'second-resolver-refuses',
    title: 'The first resolver answers everything, the second is not for this network',
    profile: STANDARD_RUNNER,
    resolver: { second: { servesNobody: true } },
    expect: { causes: [], never: ['resolver-refuses', 'resolver-silent', 'name-not-found'], exit: 0 },
  },
  {
    name: 'aws-names-not-found',
    title: 'The resolver knows no name of one AWS service',
    profile: STANDARD_RUNNER,
    resolver: { names: { 'ssm.us-east-1.amazonaws.com': null } },
    expect: { causes: ['name-not-found'], never: ['aws-endpoint-blocked', 'resolver-silent', 'vpc-endpoint-unreachable'], exit: 1 },
  },
  {
    name: 'resolver-answers-falsely',
    title: 'The first resolver leads a public name to an address inside, the second one to the service',
    profile: LAPTOP,
    resolver: { names: { 'marketplace.visualstudio.com': '10.66.0.66' }, second: {} },
    expect: {
      causes: ['resolver-answers-falsely'],
      never: ['name-sinkholed', 'resolvers-disagree', 'answers-injected', 'resolver-filters'],
      exit: 1,
    },
  },
  {
    name: 'resolver-filters',
    title: 'The resolver says that it blocks one name',
    profile: STANDARD_RUNNER,
    resolver: { admits: { 'releases.gitpod.io': { says: 'nxdomain', because: 15 } } },
    expect: { causes: ['resolver-filters'], never: ['name-not-found', 'dnssec-fails', 'answers-injected', 'nxdomain-rewritten'], exit: 1 },
  },
  {
    name: 'dnssec-fails',
    title: 'The resolver rejects the signatures of one name',
    profile: STANDARD_RUNNER,
    resolver: { admits: { 'releases.gitpod.io': { says: 'servfail', because: 6 } } },
    expect: { causes: ['dnssec-fails'], never: ['resolver-refuses', 'resolver-filters', 'resolver-answers-falsely'], exit: 1 },
  },
  {
    name: 'answers-injected',
    title: 'A device before the resolver answers about one name first',
    profile: LAPTOP,
    resolver: { injects: { 'marketplace.visualstudio.com': '10.66.0.66' } },
    expect: { causes: ['answers-injected'], never: ['name-sinkholed', 'resolver-answers-falsely', 'nxdomain-rewritten'], exit: 1 },
  },
  {
    name: 'nxdomain-rewritten',
    title: 'The resolver does not know one name, and leads what it does not know to an address of its own',
    profile: LAPTOP,
    resolver: { names: { 'marketplace.visualstudio.com': null }, missingLeadTo: '10.66.0.66' },
    expect: { causes: ['nxdomain-rewritten'], never: ['name-sinkholed', 'name-not-found', 'answers-injected', 'dnssec-fails'], exit: 1 },
  },
  {
    name: 'resolvers-disagree',
    symptom: 'environment-start',
    title: 'The first resolver does not know a name that the second one knows',
    profile: ENVIRONMENT,
    resolver: { names: { 'public.ecr.aws': null }, second: {} },
    expect: { causes: ['resolvers-disagree'], never: ['name-not-found', 'resolver-silent', 'name-sinkholed'], exit: 1 },
  },
];
