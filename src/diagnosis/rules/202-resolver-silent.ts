/** GD202: look-ups without any answer. */

import { reach } from '../by-hand.ts';
import { counted, digServer, listed } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { type NameFacts, namesOf, resolverTexts } from '../facts/names.ts';
import { signsOfLife } from '../facts/signs-of-life.ts';
import { standstill } from '../facts/standstill.ts';
import { rule } from '../rule.ts';

interface Facts {
  resolvers: string[];
  names: string[];
  resolved: number;
  /** Something beyond this machine answers without a name, so the network itself is there. */
  networkLives: boolean;
  /** Failures that no name is needed for, and that nothing can be said about meanwhile. */
  others: number;
}

export const resolverSilent = rule<Facts>({
  code: 'GD202',
  scope: 'machine',
  excludes: {
    'no-network': by.alive,
    'resolver-refuses': by.failedWith('dns.timeout', 'dns.unavailable'),
    'name-not-found': by.failedWith('dns.timeout', 'dns.unavailable'),
  },

  find(view) {
    const { asked, unresolved } = namesOf(view);
    const answered = asked.filter((name) => name.resolved || name.answeredDirectly);
    const silent = unresolved.filter(isSilent);
    if (silent.length === 0) return [];
    const still = standstill(view);
    if (still !== null && still.cause !== 'resolver-silent') return [];
    const everyName = answered.length === 0 && silent.length === unresolved.length;
    const networkLives = signsOfLife(view).any;
    // While nothing at all gets through, the other failures say nothing of their own.
    const ids = still === null ? silent.flatMap((name) => name.failed) : still.failed.map((observation) => observation.id);
    const resolvers = resolverTexts(view);
    return [
      {
        subject: listed(resolvers, 3) || 'resolver',
        confidence: !everyName ? ('possible' as const) : networkLives && silent.length > 1 ? ('certain' as const) : ('likely' as const),
        accountsFor: ids,
        requirements: ['dns.resolvers'],
        facts: {
          resolvers,
          names: silent.map((name) => name.name),
          resolved: answered.length,
          networkLives,
          others: still?.addresses ?? 0,
        },
      },
    ];
  },

  explanation: {
    summary: 'The configured resolver does not answer.',
    why: 'Look-ups leave this machine and no answer comes back: the resolver is down, its address is out of date, or a firewall drops UDP and TCP port 53 on the way to it. Programs then wait for seconds and report a temporary failure in name resolution.',
    stops: 'Everything that is addressed by name.',
    otherwise: 'the network itself may be down, which looks the same behind a silent resolver',
    confusedWith: [
      {
        name: 'no-network',
        apart: 'There the machine has no interface or no route, or addresses that need no name fail as well while look-ups get an answer.',
      },
      { name: 'resolver-refuses', apart: 'There the resolver answers, with SERVFAIL or REFUSED.' },
      { name: 'name-not-found', apart: 'There the resolver answers that a name does not exist.' },
    ],
    byHand: [
      { run: 'dig +time=2 +tries=1 @<resolver> app.gitpod.io', shows: 'no servers could be reached', tells: 'No answer over UDP.' },
      { run: 'dig +tcp +time=2 +tries=1 @<resolver> app.gitpod.io', shows: 'no servers could be reached', tells: 'Nor over TCP.' },
      {
        run: reach('<gateway host address>', 443),
        shows: 'succeeded',
        tells: 'An address that needs no name answers, so the network itself is there.',
      },
    ],
    example: { resolvers: ['<resolver>'], names: ['<host>'], resolved: 0, networkLives: true, others: 0 },
    title: (facts) =>
      facts.resolved === 0
        ? `The resolver ${listed(facts.resolvers, 3) || 'of this machine'} does not answer`
        : `The resolver ${listed(facts.resolvers, 3) || 'of this machine'} does not answer for ${listed(facts.names, 3)}`,
    evidence: (facts) => [
      `No answer in time for ${counted(facts.names.length, 'name')}: ${listed(facts.names)}.`,
      facts.resolved === 0
        ? 'No name resolves.'
        : `${counted(facts.resolved, 'other name')} ${facts.resolved === 1 ? 'resolves' : 'resolve'}.`,
      facts.networkLives
        ? 'Something that needs no name answers, so the network itself is there.'
        : 'Nothing else answers either, so a network without any way out remains possible.',
      ...(facts.others > 0
        ? [`${counted(facts.others, 'attempt')} without a name failed too; nothing can be said about them meanwhile.`]
        : []),
    ],
    fixes: (facts) => [
      {
        owner: 'network-team',
        text: `This machine asks ${listed(facts.resolvers) || 'its configured resolver'} (UDP and TCP port 53) and gets no answer. Please check that the resolver runs, serves this subnet, and that port 53 is allowed on the way to it.`,
        command: facts.resolvers.map((resolver) => `dig +time=2 +tries=1 ${digServer(resolver)} app.gitpod.io`).join('\n'),
      },
      {
        owner: 'you',
        text: 'Check that the resolver in the network settings is the one of this network; a VPN client or a container often leaves an old one behind.',
        command: 'cat /etc/resolv.conf',
      },
    ],
  },
});

/** Nobody answered: neither an address, nor “no such name”, nor a refusal. */
function isSilent(name: NameFacts): boolean {
  const silent = (kind: string) => kind === 'dns.timeout' || kind === 'dns.unavailable';
  const kinds = name.resolvers.size > 0 ? name.resolvers : name.system;
  return !name.answeredDirectly && [...kinds].every(silent);
}
