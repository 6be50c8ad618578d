/** Scenarios of resolvers and IPv6 (GD2xx). */
import { ENVIRONMENT, LAPTOP, PROXY, type ScenarioTable, SHORT_LIMITS, UNRELATED_ADDRESS } from './parts.ts';

export const NAME_SCENARIOS = {
  /** The resolver answers NXDOMAIN for one required name and resolves the others. */
  'name-not-found': {
    title: 'A host name does not exist here',
    profile: ENVIRONMENT,
    network: { names: [{ to: 'public.ecr.aws', answer: 'nxdomain' }] },
  },
  /** DNS queries get no answer. Traffic that needs no name, such as the gateway's UDP, works. */
  'resolver-silent': {
    title: 'The resolver does not answer',
    network: { names: [{ to: '*', answer: 'silent' }] },
    limits: SHORT_LIMITS,
  },
  /** The resolver answers REFUSED for every name, because it does not serve this network. */
  'resolver-refuses': {
    title: 'The resolver refuses to resolve',
    network: { names: [{ to: '*', answer: 'refused' }] },
  },
  /** A DNS filter answers a public name with 0.0.0.0. */
  'name-sinkholed': {
    title: 'A host name leads to a wrong address',
    profile: LAPTOP,
    network: {
      names: [{ to: 'app.gitpod.io', answer: { addresses: ['0.0.0.0'] } }],
      path: [{ to: 'app.gitpod.io', does: 'refuse' }],
    },
  },
  /** The first resolver belongs to another network and does not know the name; the second does. */
  'resolvers-disagree': {
    title: 'Two resolvers contradict one another',
    profile: ENVIRONMENT,
    network: { names: [{ to: 'public.ecr.aws', answer: 'nxdomain' }], secondResolver: [] },
  },
  /** Hosts and machine have IPv6 addresses, but only IPv4 packets arrive, so every connection begins with a delay. */
  'ipv6-broken': {
    title: 'IPv6 is configured but does not work',
    network: { ipv6Broken: true },
    limits: SHORT_LIMITS,
  },
  /** The resolver knows only internal names, as behind a proxy that is not configured, and no direct connection works. */
  'resolver-knows-no-public-names': {
    title: 'The DNS of this network knows no public names',
    network: {
      names: [
        { to: PROXY.host, answer: 'genuine' },
        { to: '*', answer: 'nxdomain' },
      ],
      path: [{ to: '*', does: 'drop' }],
    },
    limits: SHORT_LIMITS,
  },
  /** The first resolver has its own record for a public name; the second gives the genuine address. */
  'resolver-answers-falsely': {
    title: 'A resolver sends a host to a false address',
    profile: LAPTOP,
    network: {
      names: [{ to: 'app.gitpod.io', answer: { addresses: [UNRELATED_ADDRESS], alias: 'block.filter.example' } }],
      secondResolver: [],
      path: [{ to: 'app.gitpod.io', does: 'block-page' }],
    },
  },
  /** A DNS filter answers NXDOMAIN for a public name, with the extended DNS error "blocked" (RFC 8914, 15). */
  'resolver-filters': {
    title: 'The resolver says that it filters a name',
    profile: ENVIRONMENT,
    network: { names: [{ to: 'public.ecr.aws', answer: { says: 'nxdomain', because: 15 } }] },
  },
  /** A validating resolver rejects the signatures of one zone (RFC 8914, 6). */
  'dnssec-fails': {
    title: 'The resolver rejects the signatures of a name',
    profile: ENVIRONMENT,
    network: { names: [{ to: 'public.ecr.aws', answer: { says: 'servfail', because: 6 } }] },
  },
  /** A device on the path answers for a public name with its own address, before the resolver's answer arrives. */
  'answers-injected': {
    title: 'A forged answer arrives before the resolver’s answer',
    profile: LAPTOP,
    network: {
      names: [{ to: 'app.gitpod.io', answer: { before: [UNRELATED_ADDRESS] } }],
      path: [{ to: 'app.gitpod.io', does: 'refuse' }],
    },
  },
  /** The resolver does not know a public name, and gives the address of its own page for every unknown name. */
  'nxdomain-rewritten': {
    title: 'The resolver gives an address for names that do not exist',
    profile: LAPTOP,
    network: {
      names: [{ to: 'app.gitpod.io', answer: 'nxdomain' }],
      missingLeadTo: UNRELATED_ADDRESS,
      path: [{ to: 'app.gitpod.io', does: 'block-page' }],
    },
  },
} satisfies ScenarioTable<2>;
