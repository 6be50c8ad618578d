/** GD205: resolvers give different kinds of answers about a name. */

import { addressFamily } from '../../model/address.ts';
import { type Command, command, commands, repeatOption, type Word, word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import type { DnsObservation, WebObservation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { isAnotherServer } from '../facts/another-server.ts';
import { isRegionalAws } from '../facts/aws-names.ts';
import { phaseOfHop } from '../facts/hops.ts';
import { namesWithMechanism } from '../facts/names-with-mechanism.ts';
import { unique } from '../facts/order.ts';
import { type AnswerKind, type ResolverAnswer, resolverAnswersOn } from '../facts/resolver-answers.ts';
import { tlsProof } from '../facts/tls-proof.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule, type FixDraft } from './rule.ts';
import { briefly, toList } from './shared/wording.ts';

interface Facts {
  names: string[];
  /** Each resolver's answer, which is the same for all of these names. */
  resolverAnswers: Pick<ResolverAnswer, 'resolver' | 'said' | 'alias'>[];
  /** Connections to the given addresses, and whether the host presented a trusted certificate there. */
  tried: { address: string; proved: boolean }[];
}

interface Disagreement {
  lookUp: DnsObservation;
  resolverAnswers: ResolverAnswer[];
  failed: string[];
  tried: Facts['tried'];
  /** True if a connection to an address of the alias reached a different server. */
  isSeen: boolean;
}

export const resolversDisagree = defineRule<Facts>({
  code: 'GD205',
  excludes: { 'name-not-found': by.evidence, 'name-sinkholed': by.evidence, 'resolver-silent': by.evidence },

  find(view) {
    const toldApart = namesWithMechanism(view);
    const split = view.dns.filter(
      (lookUp) => !toldApart.has(normalizeHost(lookUp.name)) && new Set(resolverAnswersOn(lookUp, view).map(({ said }) => said)).size > 1,
    );
    if (split.length === 0) return [];
    const web = Map.groupBy(view.failedWeb, lookedUp);
    const found = split.flatMap((lookUp) => disagreementOn(view, lookUp, web.get(normalizeHost(lookUp.name)) ?? []) ?? []);
    return [...Map.groupBy(found, ({ resolverAnswers }) => whoSaidWhat(resolverAnswers)).values()].map((group) => ({
      subject: toList(
        group.map(({ lookUp }) => lookUp.name),
        1,
      ),
      confidence: confidenceOf(group),
      accountsFor: unique(group.flatMap(({ failed }) => failed)),
      evidence: group.map(({ lookUp }) => lookUp.id),
      facts: {
        names: group.map(({ lookUp }) => lookUp.name),
        resolverAnswers: (group[0]?.resolverAnswers ?? []).map(({ addresses: _, ...answer }) => answer),
        tried: group.flatMap(({ tried }) => tried),
      },
    }));
  },

  summary: 'The resolvers of this machine contradict each other, or its system lookup contradicts a resolver.',
  why: 'One resolver knows the name, and another says that the name does not exist. Or one gives a public address, and another gives an internal address. The reason may be a resolver of another network, a VPN client that handles some names, a private zone on one resolver, or a line in the hosts file. The answer depends on the resolver that a program happens to ask.',
  stops: 'Programs find the host only sometimes, or connect to a wrong server.',
  otherwise: 'unrelated services may share an address for good reasons',
  confusedWith: {
    'name-not-found': 'all resolvers give the same answer: the name does not exist.',
    'name-sinkholed': 'all resolvers give the same wrong address.',
    'resolver-silent': 'one resolver does not answer at all; here all resolvers answer, but differently.',
  },
  byHand: [
    {
      run: command`dig +noall +comments @<resolver> <host>`,
      shows: 'status: NXDOMAIN',
      tells: 'One resolver says that the name does not exist.',
    },
    { run: command`dig +noall +comments @<another resolver> <host>`, shows: 'status: NOERROR', tells: 'Another resolver knows the name.' },
    {
      run: command`grep -n '<host>' /etc/hosts`,
      shows: '127.0.0.1',
      tells: 'A line in the hosts file overrides every resolver. If this prints an address, the hosts file names the host.',
    },
  ],
  example: {
    names: ['<host>'],
    resolverAnswers: [
      { resolver: '<resolver>', said: 'none' },
      { resolver: '<another resolver>', said: 'public' },
    ],
    tried: [],
  },
  title: ({ names, resolverAnswers }) =>
    `${isOwnLookUp(resolverAnswers) ? 'The machine’s own lookup and its resolvers' : 'The resolvers of the machine'} disagree about ${toList(names, 3)}`,
  evidence: ({ names, resolverAnswers, tried }) => [
    ...resolverAnswers.map((answer) => `${answer.resolver ?? 'The lookup of the machine'} ${saidWords(answer)}: ${toList(names)}.`),
    ...tried.map(
      ({ address, proved }) => `At ${address} the host ${proved ? 'presents its genuine certificate' : 'does not answer either'}.`,
    ),
  ],
  fixes: (facts) =>
    isOwnLookUp(facts.resolverAnswers) ? [atThisMachine(facts), atResolvers(facts)] : [atResolvers(facts), atThisMachine(facts)],
});

function atResolvers({ names, resolverAnswers }: Facts): FixDraft {
  return {
    owner: 'network-team',
    text: `For ${toList(names, 20)} we get different answers: ${resolverAnswers.map((answer) => `${answer.resolver ?? 'the lookup of our machine'} ${saidWords(answer)}`).join('; ')}. Please make every resolver give the public addresses of ${briefly(names, 'name')}, or give our machine only resolvers that know the public address.`,
    command: commands(resolverAnswers.map(({ resolver }) => askedBy(resolver, names[0] ?? word`<host>`))),
  };
}

function atThisMachine({ names }: Facts): FixDraft {
  return {
    owner: 'you',
    text: `Look for ${briefly(names, 'name')} in the hosts file. Check whether a VPN client or a second network adds another resolver.`,
    command: command`grep -n ${repeatOption('-e', names)} /etc/hosts\ncat /etc/resolv.conf`,
  };
}

const WORDS = {
  public: 'gives a public address',
  elsewhere: 'gives an address that it also gives for names of other owners',
  'alias-elsewhere': 'gives an alias of another owner',
  internal: 'gives an internal address',
  none: 'says that the name does not exist or has no address',
} as const satisfies Record<AnswerKind, string>;

function saidWords({ said, alias }: Facts['resolverAnswers'][number]): string {
  return alias === undefined ? WORDS[said] : `gives the alias ${alias}, which belongs to another owner`;
}

/** Not certain, because the owner of an address or alias is only inferred: a network of another owner may deliver the service. */
function confidenceOf(group: readonly Disagreement[]): Confidence {
  const kinds = new Set(
    group.flatMap(({ resolverAnswers }) => resolverAnswers.map(({ said }) => (said === 'alias-elsewhere' ? 'public' : said))),
  );
  if (kinds.size === 1 && !group.some(({ isSeen }) => isSeen)) return 'possible';
  return group.some(({ resolverAnswers }) => resolverAnswers.some(({ said }) => said === 'elsewhere' || said === 'alias-elsewhere'))
    ? 'likely'
    : 'certain';
}

/** Split-horizon DNS is common and usually intended, so an internal address next to a public one matters only if it fails. */
function disagreementOn(view: View, lookUp: DnsObservation, web: readonly WebObservation[]): Disagreement | null {
  if (lookUp.role !== 'row' || lookUp.state !== 'completed' || lookUp.nameIsOurs || view.isContext(lookUp)) return null;
  const resolverAnswers = resolverAnswersOn(lookUp, view);
  const lost = view.isFailed(lookUp) ? [lookUp, ...web.filter(neverResolved)] : [];
  const tried = triedFor(view, web);
  if (resolverAnswers.some(({ said }) => said === 'none'))
    return { lookUp, resolverAnswers, failed: lost.map(({ id }) => id), tried, isSeen: false };
  const misled = isRegionalAws(lookUp.name) ? [] : web.filter((observation) => tlsProof(observation) !== 'public');
  const theirs = new Set(resolverAnswers.flatMap(({ said, addresses }) => (said === 'alias-elsewhere' ? addresses : [])));
  const isSeen = misled.some(
    (row) => isAnotherServer(row) && (phaseOfHop(row, 'dns', 0)?.addresses ?? []).some(({ address }) => theirs.has(address)),
  );
  return misled.length === 0 ? null : { lookUp, resolverAnswers, failed: misled.map(({ id }) => id), tried, isSeen };
}

function triedFor(view: View, web: readonly WebObservation[]): Facts['tried'] {
  const controls = unique(web.flatMap((row) => view.controlFor(row, 'other-answer') ?? []));
  return controls.flatMap((control) => {
    const [address] = phaseOfHop(control, 'dns', 0)?.addresses ?? [];
    return address === undefined ? [] : { address: address.address, proved: tlsProof(control) === 'public' };
  });
}

function neverResolved({ failure }: WebObservation): boolean {
  return failure?.kind.startsWith('dns.') === true;
}

/** The name that was looked up for the first hop. */
function lookedUp(observation: WebObservation): string | null {
  const dns = phaseOfHop(observation, 'dns', 0);
  return dns === undefined ? null : normalizeHost(dns['dns.question.name']);
}

/** The grouping key: one finding for all names with the same answers from the same resolvers. */
function whoSaidWhat(resolverAnswers: readonly ResolverAnswer[]): string {
  return resolverAnswers.map(({ resolver, said }) => `${resolver ?? 'system'} ${said}`).join();
}

/** True if the resolvers agree and the system lookup differs. */
function isOwnLookUp(resolverAnswers: Facts['resolverAnswers']): boolean {
  const resolvers = resolverAnswers.filter(({ resolver }) => resolver !== null);
  return resolvers.length < resolverAnswers.length && new Set(resolvers.map(({ said }) => said)).size === 1;
}

/** A `dig` command for this resolver; a port other than 53 needs an option. */
function askedBy(resolver: string | null, name: string | Word): Command {
  if (resolver === null) return command`getent ahosts ${name}`;
  const [, address = resolver, port] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(addressFamily(resolver) === null ? resolver : '') ?? [];
  return command`dig +short @${address} ${port === undefined ? [] : command`-p ${port}`} ${name}`;
}
