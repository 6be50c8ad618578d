/** GD203: SERVFAIL, REFUSED, or a reply that does not answer the query. */

import { extendedErrorText, UNREACHABLE_CODES } from '../../knowledge/extended-dns-errors.ts';
import { command, commands } from '../../model/command/index.ts';
import type { FailureKind } from '../../model/failure.ts';
import { extendedErrors } from '../facts/extended-errors.ts';
import { nameLookupFacts, resolversAnswering } from '../facts/names.ts';
import { namesWithMechanism } from '../facts/names-with-mechanism.ts';
import { unique } from '../facts/order.ts';
import { missingPublicNames } from '../facts/public-names.ts';
import { standstill } from '../facts/standstill.ts';
import { by, defineRule } from './rule.ts';
import { digServer, plural, toList } from './shared/wording.ts';

type Answer = 'SERVFAIL' | 'REFUSED' | 'malformed data';

/** FORMERR, or a reply that is not a DNS message, is `malformed` (RFC 1035 §4.1.1). */
const ANSWERS = { 'dns.servfail': 'SERVFAIL', 'dns.refused': 'REFUSED', 'dns.malformed': 'malformed data' } as const satisfies Partial<
  Record<FailureKind, Answer>
>;
const KINDS = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];
const REFUSALS: ReadonlySet<FailureKind> = new Set<FailureKind>(KINDS);

export const resolverRefuses = defineRule({
  code: 'GD203',
  excludes: {
    'name-not-found': by.evidence,
    'resolver-silent': by.evidence,
    'resolver-knows-no-public-names': by.publicLookups,
    'no-network': by.evidence,
  },

  find(view) {
    if (missingPublicNames(view) !== null) return [];
    const { resolved, unresolved } = nameLookupFacts(view);
    const toldApart = namesWithMechanism(view);
    const refused = unresolved.filter(({ name, resolvers: said }) => KINDS.some((kind) => said.has(kind)) && !toldApart.has(name));
    if (refused.length === 0) return [];
    const still = standstill(view);
    const ids =
      still?.cause === 'resolver-refuses' ? still.failed.map((observation) => observation.id) : refused.flatMap((name) => name.failed);
    const names = refused.map(({ name }) => name);
    const resolvers = resolversAnswering(view, names, REFUSALS);
    const answers = KINDS.filter((kind) => refused.some((name) => name.resolvers.has(kind))).map((kind) => ANSWERS[kind]);
    const noWayOut = unique(names.flatMap((name) => extendedErrors(view, name, (code) => UNREACHABLE_CODES.has(code))?.codes ?? []));
    return [
      {
        subject: toList(resolvers, 3) || 'resolver',
        // If another resolver works, the order of the resolvers is wrong. If no name resolves, this resolver may know only internal names.
        confidence: resolved.length === 0 || refused.some((name) => name.answeredDirectly) ? ('likely' as const) : ('certain' as const),
        accountsFor: ids,
        evidence: refused.flatMap(({ name }) => view.dnsOf(name)?.id ?? []),
        requirements: ['dns.resolvers'],
        facts: { resolvers, names, answers, resolved: resolved.length, noWayOut },
      },
    ];
  },

  summary: 'The resolver answers SERVFAIL or REFUSED, or its answer cannot be read.',
  why: 'REFUSED means that this resolver does not serve the machine. SERVFAIL means that the resolver itself got no valid answer: it cannot reach other servers, or DNSSEC validation fails. An unreadable answer does not come from a DNS server that works. Programs report each of these as a temporary failure.',
  stops: 'Programs cannot connect to a host whose lookup fails, unless a proxy or another resolver looks it up.',
  otherwise: 'the resolver may know only internal names, or programs may ask another resolver first',
  confusedWith: {
    'name-not-found': 'the resolver answers that the name does not exist.',
    'resolver-silent': 'no answer comes back at all.',
    'resolver-knows-no-public-names': 'an internal name resolves or a proxy answers, so the resolver does serve this network.',
    'no-network': 'connections to plain IP addresses fail as well.',
  },
  byHand: [
    {
      run: command`dig +noall +comments @<resolver> <host>`,
      shows: 'status: REFUSED',
      tells: 'The resolver answers that it does not serve this machine.',
    },
    {
      run: command`dig +noall +comments @<resolver> <host>`,
      shows: 'status: SERVFAIL',
      tells:
        'The resolver found no valid answer: it cannot reach other servers, or the signatures of the zone are wrong. If “dig +cd” gets an answer, the signatures are the cause.',
    },
  ],
  example: {
    ...{ resolvers: ['<resolver>'], names: ['<host>'], answers: ['REFUSED'], resolved: 0 },
    // The resolver reports that it reaches no authoritative server (RFC 8914).
    noWayOut: [],
  },
  title: (facts) =>
    `The resolver ${toList(facts.resolvers, 3) || 'of the machine'} answers ${toList(facts.answers)}${facts.resolved > 0 ? ` for ${toList(facts.names, 3)}` : ''}`,
  evidence: (facts) => [
    `${toList(facts.answers)} for ${plural(facts.names.length, 'name')}: ${toList(facts.names)}.`,
    facts.noWayOut.length > 0 && `The resolver gives the reason: ${toList(facts.noWayOut.map(extendedErrorText))}.`,
    facts.resolved === 0
      ? 'No name resolves.'
      : `${plural(facts.resolved, 'other name')} ${facts.resolved === 1 ? 'resolves' : 'resolve'}.`,
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `The resolver ${toList(facts.resolvers) || 'that our machine is given'} answers ${toList(facts.answers)} for ${toList(facts.names, 20)}. Please check the resolver: ${whatToCheck(facts)}. Or give our machine another resolver.`,
      command: commands(facts.names.slice(0, 3).map((name) => command`dig ${digServer(facts.resolvers[0])} ${name}`)),
    },
    facts.resolved === 0 && {
      owner: 'you',
      text: 'On a network that lets programs out only through a proxy, DNS may not know public names. Ask your network team for the address of the proxy.',
    },
  ],
});

function whatToCheck({ answers, noWayOut }: { answers: readonly Answer[]; noWayOut: readonly number[] }): string {
  if (noWayOut.length > 0) return 'its own route to other servers (UDP and TCP port 53) and its forwarders';
  return answers.includes('REFUSED') ? 'whether our subnet is allowed to use it' : 'its forwarders and DNSSEC validation';
}
