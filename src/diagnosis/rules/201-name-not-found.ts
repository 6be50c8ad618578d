/** GD201: the system lookup and the resolvers agree that a name does not exist, while other names resolve. */

import { ownerOf, publishedOwner } from '../../knowledge/owner-of-host.ts';
import { addressClass } from '../../model/address.ts';
import { command, commands } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import type { EncryptedDns, Resolver } from '../../model/host-facts.ts';
import { type NameFacts, nameLookupFacts, resolversAnswering, resolverText } from '../facts/names.ts';
import { namesWithMechanism } from '../facts/names-with-mechanism.ts';
import { missingPublicNames, publicNames } from '../facts/public-names.ts';
import { foundByProxy } from '../facts/socks.ts';
import { standstill } from '../facts/standstill.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { briefly, plural, toList, verb } from './shared/wording.ts';

interface Facts {
  names: string[];
  resolvers: string[];
  others: number;
  /** True if the names exist but have no usable address. */
  noAddress: boolean;
  /** True if a public resolver agrees, so that the name may not exist anywhere. */
  everywhere: boolean;
  publicResolvers: string[];
  gitpod: boolean;
  /** Browsers of this machine that use DNS over HTTPS with another resolver. */
  browsers: string[];
  /** The region that all missing names share; it may not exist. Null if they share none. */
  region: string | null;
}

/** Settings of the whole system, which the system lookup follows as well. */
const OF_SYSTEM: ReadonlySet<EncryptedDns['by']> = new Set<EncryptedDns['by']>(['windows', 'macos', 'systemd-resolved', 'network-manager']);
const NO_ADDRESS: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.nxdomain', 'dns.no-data']);

/** True if a SOCKS proxy finds the name and only programs behind it looked up the name on this machine (GD132). */
const isFoundByProxy = (view: View, { name, failed }: NameFacts): boolean =>
  foundByProxy(view).has(name) && failed.every((id) => view.observation(id)?.route.via === 'proxy');

export const nameNotFound = defineRule<Facts>({
  code: 'GD201',
  scope: 'mechanism',
  excludes: {
    'resolver-refuses': by.failuresOf('dns.nxdomain', 'dns.no-data'),
    'name-sinkholed': by.failuresOf('dns.nxdomain', 'dns.no-data'),
    'resolvers-disagree': by.evidence,
    'resolver-knows-no-public-names': by.publicLookups,
    'region-unknown': by.faults,
  },

  find(view) {
    const { unresolved } = nameLookupFacts(view);
    if (unresolved.length === 0 || missingPublicNames(view) !== null || standstill(view) !== null) return [];
    const toldApart = namesWithMechanism(view);
    const missing = unresolved.filter((name) => isMissing(name) && !toldApart.has(name.name) && !isFoundByProxy(view, name));
    const owners = Map.groupBy(missing, (name) => ownerOf(name.name));
    // Missing names of several owners have one cause, the resolver.
    const groups = owners.size > 2 ? [missing] : [...owners.values()];
    return groups.filter((group) => group.length > 0).map((group) => claim(view, group, publicNames(view)));
  },

  summary: 'The resolvers of this machine say that a name does not exist, while other names resolve.',
  why: 'The resolver answers that the name does not exist. A DNS policy blocks the name, a private zone hides the public name, the resolver knows only internal names, or the name is misspelt.',
  stops: 'Programs that need such a host fail before they try to connect.',
  otherwise: 'the name may no longer exist anywhere, may be known to another resolver, or may be mistyped',
  confusedWith: {
    'resolver-refuses': 'the resolver answers SERVFAIL or REFUSED instead of “no such name”.',
    'name-sinkholed': 'the resolver gives an address, but not the service’s address.',
    'resolvers-disagree': 'one resolver knows the name, but another resolver does not.',
    'resolver-knows-no-public-names': 'no public name resolves; here other names resolve.',
    'region-unknown': 'the region in an AWS name does not exist, so all names of that region are missing.',
  },
  byHand: [
    { run: command`dig +noall +comments <host>`, shows: 'status: NXDOMAIN', tells: 'The resolver says that the name does not exist.' },
    {
      run: command`curl -sS -o /dev/null -m 5 https://<host>/`,
      shows: 'Could not resolve host: <host>',
      tells: 'The system lookup, which includes the hosts file, does not find the name either.',
    },
    {
      run: command`dig +noall +comments <another host>`,
      shows: 'status: NOERROR',
      tells: 'Another name resolves, so the resolver itself works.',
    },
  ],
  example: {
    names: ['<host>'],
    resolvers: ['<resolver>'],
    others: 1,
    noAddress: false,
    everywhere: false,
    publicResolvers: [],
    gitpod: false,
    browsers: [],
    region: null,
  },
  title: (facts) => `${toList(facts.names, 3)} ${facts.names.length === 1 ? 'does' : 'do'} not resolve`,
  evidence: (facts) => [
    facts.noAddress
      ? `The name exists but has no address: ${toList(facts.names)}.`
      : `The resolver says that the name does not exist: ${toList(facts.names)}.`,
    facts.resolvers.length > 0 && `The system lookup and ${toList(facts.resolvers)} give the same answer.`,
    facts.others === 0
      ? 'No other public name resolved in this run.'
      : `${plural(facts.others, 'other public name')} ${facts.others === 1 ? 'resolves' : 'resolve'}.`,
    facts.browsers.length > 0 &&
      `${toList(facts.browsers)} on the machine ${verb(facts.browsers.length, 'looks', 'look')} names up over HTTPS, and may find names that other programs do not find.`,
  ],
  fixes: (facts) => [
    // If a public resolver agrees, this network is not the cause.
    ...(facts.everywhere ? askOperator(facts) : [askNetwork(facts)]),
    facts.region !== null && {
      owner: 'you',
      text: `Check the region: is there an AWS region “${facts.region}”, and is it enabled in the account?`,
    },
  ],
});

function askNetwork(facts: Facts): FixDraft {
  return {
    owner: 'network-team',
    text: `Public names do not resolve on this network: ${facts.names.join(', ')}. Please make ${facts.resolvers.length > 0 ? `the resolvers ${toList(facts.resolvers)}` : 'our resolvers'} answer with the public addresses of ${briefly(facts.names, 'name')}. A DNS filter, a response policy zone or a private zone of the same name may prevent this.`,
    command: commands(facts.names.map((name) => command`dig +short ${name}`)),
  };
}

/**
 * The operator of the host must publish the name. But the public resolver may filter it, or the network may answer in its place, so the fix
 * asks for a lookup on another network.
 */
function askOperator({ names, gitpod, publicResolvers }: Facts): FixDraft[] {
  const those = verb(names.length, 'it is', 'they are');
  const elsewhere: FixDraft = {
    owner: 'you',
    text: `Look up ${toList(names)} on another network. If ${those} missing there too, ask the operator of the host; otherwise a device between this machine and ${toList(publicResolvers)} blocks ${verb(names.length, 'it', 'them')}.`,
    command: commands(names.map((name) => command`dig +short ${name}`)),
  };
  if (!gitpod) return [elsewhere];
  const text = `${toList(names)} ${verb(names.length, 'does', 'do')} not exist for ${toList(publicResolvers)} either. Please check the public DNS entries of ${briefly(names, 'name')}.`;
  return [{ owner: 'gitpod', text }, elsewhere];
}

/** True if the system lookup reports that the name is missing and no directly queried resolver disagrees. */
function isMissing(name: NameFacts): boolean {
  const said = [...name.resolvers].filter((kind) => kind !== 'dns.timeout');
  return [...name.system].some(isNone) && !name.answeredDirectly && said.every(isNone);
}

function isNone(kind: FailureKind): boolean {
  return NO_ADDRESS.has(kind);
}

function claim(view: View, group: readonly NameFacts[], resolving: ReadonlyMap<string, unknown>) {
  const names = group.map((name) => name.name);
  const others = [...resolving.keys()].filter((name) => !names.includes(name)).length;
  const agreed = group.every((name) => [...name.resolvers].some(isNone));
  const regions = new Set(names.map(regionOf));
  const [region = null] = regions;
  const regional = regions.size === 1 && region !== null && names.length > 1 ? region : null;
  const [first = ''] = names;
  // An answer about one name of the group applies to all of them.
  const publicResolvers = agreed ? publicResolversThatSay(view, names) : [];
  const everywhere = publicResolvers.length > 0;
  const sameOwner = new Set(names.map(ownerOf)).size === 1;
  return {
    subject: names.length === 1 ? first : sameOwner ? ownerOf(first) : toList(resolversAnswering(view, names, NO_ADDRESS), 3) || 'resolver',
    // If no other public name resolves, all of them may be missing.
    confidence: agreed && !everywhere && regional === null && others > 0 ? ('certain' as const) : ('likely' as const),
    accountsFor: group.flatMap((name) => name.failed),
    evidence: agreed ? names.flatMap((name) => view.dnsOf(name)?.id ?? []) : [],
    facts: {
      names,
      resolvers: agreed ? resolversAnswering(view, names, NO_ADDRESS) : [],
      others,
      noAddress: group.every((name) => name.system.has('dns.no-data')),
      everywhere,
      publicResolvers,
      gitpod: names.every((name) => publishedOwner(name) === 'Gitpod'),
      browsers: (view.host?.encryptedDns ?? []).flatMap(({ by, over, mode }) =>
        over === 'https' && mode !== 'off' && !OF_SYSTEM.has(by) ? by : [],
      ),
      region: regional,
    },
  };
}

/** Configured resolvers with a public address that give this answer for each of these names. */
function publicResolversThatSay(view: View, names: readonly string[]): string[] {
  const resolvers = (view.host?.resolvers ?? []).filter(({ address }) => addressClass(address) === 'public');
  const denies = ({ address, port }: Resolver, name: string) =>
    view
      .dnsOf(name)
      ?.answers.some(
        ({ from, failure }) =>
          from.kind === 'resolver' && from.address === address && from.port === port && failure !== null && isNone(failure.kind),
      ) ?? false;
  return resolvers.filter((resolver) => names.every((name) => denies(resolver, name))).map(resolverText);
}

function regionOf(host: string): string | null {
  return /\.([a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com(?:\.cn)?$/.exec(host)?.[1] ?? null;
}
