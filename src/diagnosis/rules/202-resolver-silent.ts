/** GD202: lookups without any answer, or late ones because the first of several resolvers is silent. */

import { type Command, command, commands, word } from '../../model/command/index.ts';
import { lateLookups } from '../facts/late-lookups.ts';
import { type NameFacts, nameLookupFacts, resolverTexts } from '../facts/names.ts';
import { answersOverTcp } from '../facts/over-tcp.ts';
import { signsOfLife } from '../facts/signs-of-life.ts';
import { standstill } from '../facts/standstill.ts';
import type { View } from '../facts/view.ts';
import { by, type Claim, defineRule, type FixDraft } from './rule.ts';
import { tcpCheck } from './shared/by-hand.ts';
import { digServer, plural, toList, verb } from './shared/wording.ts';

interface Facts {
  resolvers: string[];
  names: string[];
  resolved: number;
  /** True if something beyond this machine answers without a lookup, so that the network works. */
  networkLives: boolean;
  /** Failures of connections that need no lookup. They are inconclusive while the resolver is silent. */
  others: number;
  /** The local program that uses DNS over TLS only, and the file that configures this. */
  overTls: { by: string; file: string } | null;
  /** Resolvers that answer over TCP but not over UDP. */
  overTcp: string[];
  /** True if another resolver answers, so that lookups are late but do not fail. */
  late: { answering: string[]; ms: number } | null;
}

export const resolverSilent = defineRule<Facts>({
  code: 'GD202',
  excludes: {
    'no-network': by.lifeSigns,
    'resolver-refuses': by.failuresOf('dns.timeout', 'dns.unavailable'),
    'name-not-found': by.failuresOf('dns.timeout', 'dns.unavailable'),
  },

  find(view) {
    const { asked, unresolved } = nameLookupFacts(view);
    const answered = asked.filter((name) => name.resolved || name.answeredDirectly);
    const silent = unresolved.filter(isSilent);
    if (silent.length === 0) return lateClaims(view);
    const still = standstill(view);
    if (still !== null && still.cause !== 'resolver-silent') return [];
    const everyName = answered.length === 0 && silent.length === unresolved.length;
    const { resolvers: overTcp, ids: evidence } = answersOverTcp(view, new Set(silent.map(({ name }) => name)));
    const networkLives = signsOfLife(view).any || overTcp.length > 0;
    // While nothing at all gets through, no other failure has a separate cause.
    const ids = still === null ? silent.flatMap((name) => name.failed) : still.failed.map((observation) => observation.id);
    const resolvers = resolverTexts(view);
    return [
      {
        subject: toList(resolvers, 3) || 'resolver',
        confidence: !everyName ? ('possible' as const) : networkLives && silent.length > 1 ? ('certain' as const) : ('likely' as const),
        accountsFor: ids,
        evidence,
        requirements: ['dns.resolvers'],
        facts: {
          resolvers,
          names: silent.map((name) => name.name),
          resolved: answered.length,
          networkLives,
          others: still?.addresses ?? 0,
          overTls: asksOverTls(view),
          overTcp,
          late: null,
        },
      },
    ];
  },

  summary: 'The configured resolver does not answer.',
  why: 'The machine sends lookups, but no answer comes back. The resolver is down, its address is out of date, or a firewall drops UDP and TCP port 53 to it. Programs then report a temporary failure in name resolution, or wait about 5 seconds for a second resolver.',
  stops: 'Connections to host names fail, or wait for a second resolver.',
  otherwise: 'the network itself may be down, which looks the same as a silent resolver',
  confusedWith: {
    'no-network': 'the machine has no interface or no route, or lookups get answers but connections to plain IP addresses fail.',
    'resolver-refuses': 'the resolver does answer, but with SERVFAIL or REFUSED.',
    'name-not-found': 'the resolver answers that a name does not exist.',
  },
  byHand: [
    {
      run: command`dig +time=2 +tries=1 @<resolver> app.gitpod.io`,
      shows: 'no servers could be reached',
      tells: 'The resolver does not answer over UDP.',
    },
    {
      run: command`dig +tcp +time=2 +tries=1 @<resolver> app.gitpod.io`,
      shows: 'no servers could be reached',
      tells: 'The resolver does not answer over TCP either. If it does, only UDP is dropped.',
    },
    {
      run: tcpCheck(word`<gateway host address>`, 443),
      shows: 'succeeded',
      tells: 'A plain IP address answers, so the network itself works.',
    },
  ],
  example: {
    resolvers: ['<resolver>'],
    names: ['<host>'],
    resolved: 0,
    networkLives: true,
    others: 0,
    overTls: null,
    overTcp: [],
    late: null,
  },
  title: (facts) =>
    facts.late !== null
      ? `Lookups take ${seconds(facts.late.ms)} because the resolver ${toList(facts.resolvers, 3)} does not answer`
      : facts.resolved === 0
        ? `The resolver ${toList(facts.resolvers, 3) || 'of the machine'} does not answer${facts.overTcp.length > 0 ? ' over UDP' : ''}`
        : `The resolver ${toList(facts.resolvers, 3) || 'of the machine'} does not answer for ${toList(facts.names, 3)}`,
  evidence: (facts) =>
    facts.late !== null
      ? lateEvidence(facts, facts.late)
      : [
          `No answer in time for ${plural(facts.names.length, 'name')}: ${toList(facts.names)}.`,
          facts.resolved === 0
            ? 'No name resolves.'
            : `${plural(facts.resolved, 'other name')} ${facts.resolved === 1 ? 'resolves' : 'resolve'}.`,
          facts.networkLives
            ? 'A plain IP address answers, so the network itself works.'
            : 'Nothing else answers either, so the machine may have no network at all.',
          facts.overTcp.length > 0 &&
            `Over TCP ${toList(facts.overTcp)} ${verb(facts.overTcp.length, 'answers', 'answer')}${facts.resolved === 0 ? ', so packets to UDP port 53 or their answers are dropped' : ', but over UDP no answer comes'}.`,
          facts.overTls !== null && `${facts.overTls.by} asks only over TLS (${facts.overTls.file}), which needs TCP port 853.`,
          facts.others > 0 && `${plural(facts.others, 'attempt')} to connect without a name failed too; the reason is not known yet.`,
        ],
  fixes: (facts) =>
    facts.late !== null
      ? lateFixes(facts, facts.late)
      : [
          {
            owner: 'network-team',
            text:
              facts.overTcp.length > 0
                ? `Our machine gets no answer from ${toList(facts.overTcp)} over UDP port 53, but gets answers over TCP port 53. Programs use UDP first. Please allow UDP port 53 to the resolver, and the answers.`
                : `Our machine asks ${toList(facts.resolvers) || 'its configured resolver'} (UDP and TCP port 53) and gets no answer. Please check that the resolver runs and serves our subnet, and that our machine can reach its port 53${facts.overTls === null ? '' : ' and TCP port 853 (DNS over TLS)'}.`,
            command: commands(facts.resolvers.map(askPatiently)),
          },
          {
            owner: 'you',
            text: 'Check that the network settings name the resolver of this network. After a VPN disconnects, the settings often still name its resolver. A container often keeps the resolver of an earlier network.',
            command: command`cat /etc/resolv.conf`,
          },
        ],
});

function asksOverTls({ host }: View): Facts['overTls'] {
  const set = host?.encryptedDns?.find(({ over, mode }) => over === 'tls' && mode === 'strict');
  return set === undefined ? null : { by: set.by, file: set.file };
}

/** Nothing fails: programs wait for the silent resolver, then query the next one. */
function lateClaims(view: View): Claim<Facts>[] {
  const late = lateLookups(view);
  if (late === null) return [];
  const { silent, answering, names, ms, ids } = late;
  return [
    {
      subject: toList(silent, 3),
      confidence: 'likely',
      accountsFor: [],
      evidence: ids,
      requirements: ['dns.resolvers'],
      degrades: true,
      facts: {
        resolvers: silent,
        names,
        resolved: names.length,
        networkLives: true,
        others: 0,
        overTls: null,
        overTcp: [],
        late: { answering, ms },
      },
    },
  ];
}

function lateEvidence({ resolvers, names }: Facts, { answering, ms }: NonNullable<Facts['late']>): string[] {
  return [
    `${toList(resolvers)} did not answer any question, but ${toList(answering)} did.`,
    `The machine’s own lookup of ${plural(names.length, 'name')} took ${seconds(ms)}: ${toList(names)}.`,
  ];
}

function lateFixes({ resolvers }: Facts, { answering, ms }: NonNullable<Facts['late']>): FixDraft[] {
  return [
    {
      owner: 'network-team',
      text: `Our machine asks the resolver ${toList(resolvers)} (UDP and TCP port 53) and gets no answer, so that each lookup takes ${seconds(ms)}; ${toList(answering)} answers. Please repair the resolver ${toList(resolvers)}, or stop announcing it on this network.`,
      command: commands(resolvers.map(askPatiently)),
    },
    {
      owner: 'you',
      text: `Take ${toList(resolvers)} out of the network settings of this machine, or put ${toList(answering, 1)} first.`,
      command: command`cat /etc/resolv.conf`,
    },
  ];
}

function askPatiently(resolver: string): Command {
  return command`dig +time=2 +tries=1 ${digServer(resolver)} app.gitpod.io`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

/** True if there was no answer at all: no address, no NXDOMAIN, no refusal. */
function isSilent(name: NameFacts): boolean {
  const silent = (kind: string) => kind === 'dns.timeout' || kind === 'dns.unavailable';
  const kinds = name.resolvers.size > 0 ? name.resolvers : name.system;
  return !name.answeredDirectly && [...kinds].every(silent);
}
