/** GD207: the resolver answers but knows no public name, which is common behind a proxy that resolves names itself. */

import { goNoProxyVariable } from '../../knowledge/proxies/go-proxy.ts';
import { type Command, command, commands, word } from '../../model/command/index.ts';
import type { Observation } from '../../model/observation.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { endpointOfHop } from '../facts/hops.ts';
import { resolverTexts } from '../facts/names.ts';
import { unique } from '../facts/order.ts';
import { proxyText, usableProxies } from '../facts/proxy-settings.ts';
import { missingPublicNames, type NegativeAnswer } from '../facts/public-names.ts';
import { connectedThroughProxy } from '../facts/siblings.ts';
import { signsOfLife } from '../facts/signs-of-life.ts';
import { standstill } from '../facts/standstill.ts';
import { failedPhase, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { briefly, digServer, plural, toList, verb } from './shared/wording.ts';

interface Facts {
  resolvers: string[];
  names: string[];
  answers: NegativeAnswer[];
  known: string[];
  /** Proxies from the variables that answered, and proxies of other programs on this machine. */
  proxies: string[];
  otherProxies: string[];
  /** Hosts that bypass the proxy (NO_PROXY, or a program that reads no variable), and hosts that the proxy reached in a control. */
  direct: string[];
  carried: string[];
  exempted: boolean;
  /** Failures of connections that need no lookup. They are inconclusive while no public name resolves. */
  others: number;
}

export const resolverKnowsNoPublicNames = defineRule<Facts>({
  code: 'GD207',
  excludes: {
    'name-not-found': by.evidence,
    'resolver-silent': by.evidence,
    'resolver-refuses': servesThisNetwork,
    'no-network': by.evidence,
    'proxy-not-configured': (view, claim) => (view.host?.otherProxies?.length ? [] : by.hostFacts(view, claim)),
  },

  find(view) {
    const dns = missingPublicNames(view);
    const still = standstill(view);
    if (dns === null || (still !== null && still.cause !== 'no-public-names')) return [];
    const failed = still === null ? view.failed.filter(isAboutName(view)) : still.failed;
    if (failed.length === 0) return [];
    const throughProxy = view.failedWeb.flatMap((observation) => {
      const other = view.controlFor(observation, 'other-route');
      const host = endpointOfHop(observation, 0)?.host;
      return other?.route.via === 'proxy' && other.failure === null && host !== undefined ? [{ id: other.id, host }] : [];
    });
    const resolvers = resolverTexts(view);
    return [
      {
        subject: toList(resolvers, 3) || 'resolver',
        confidence: dns.askedDirectly && dns.allInternal ? ('certain' as const) : ('likely' as const),
        accountsFor: failed.map(({ id }) => id),
        evidence: [...dns.lookups, ...dns.knownLookups, ...throughProxy.map(({ id }) => id)],
        requirements: ['dns.resolvers'],
        facts: {
          resolvers,
          names: dns.unknown,
          answers: dns.answers,
          known: dns.known,
          ...proxiesOf(view),
          direct: unique(failed.flatMap(({ target }) => ('host' in target ? target.host : []))),
          carried: unique(throughProxy.map(({ host }) => host)),
          exempted: view.host !== null && goNoProxyVariable(view.host.noProxy) !== null,
          others: still?.addresses ?? 0,
        },
      },
    ];
  },

  summary: 'The DNS of this network answers, but it knows no public names.',
  why: 'Many networks let programs out only through a proxy, which looks up public names itself. The DNS of the network knows only internal names. A program that does not use the proxy fails before it connects.',
  stops: 'Connections to public names fail, unless they go through a proxy.',
  otherwise: 'the DNS of this network may be failing at the moment',
  confusedWith: {
    'name-not-found': 'one name does not exist, but other names resolve.',
    'resolver-silent': 'the resolver does not answer at all.',
    'resolver-refuses': 'the resolver refuses, no internal name resolves, and no proxy answers.',
    'no-network': 'nothing answers, not even the resolver.',
    'proxy-not-configured': 'another program on this machine uses a proxy that works.',
  },
  byHand: [
    {
      run: command`dig +noall +comments @<resolver> <host>`,
      shows: 'status: NXDOMAIN',
      tells: 'The resolver answers, but does not know the name.',
    },
    {
      run: command`dig +noall +comments @<resolver> <another host>`,
      shows: 'status: NXDOMAIN',
      tells: 'The resolver does not know an unrelated name either.',
    },
    {
      run: proxyCheck(word`https://<host>/`),
      shows: 'CONNECT 200',
      tells: 'The proxy of the network resolves the same name and connects.',
    },
  ],
  byHandNote: 'On such a network, some resolvers answer SERVFAIL or REFUSED instead of NXDOMAIN.',
  example: {
    resolvers: ['<resolver>'],
    names: ['<host>', '<another host>'],
    answers: ['NXDOMAIN'],
    known: [],
    proxies: [],
    otherProxies: [],
    direct: ['<host>'],
    carried: [],
    exempted: false,
    others: 0,
  },
  title: ({ proxies, otherProxies }) =>
    proxies.length > 0
      ? `Your DNS knows no public names, so programs that do not use the proxy ${toList(proxies, 1)} fail`
      : otherProxies.length > 0
        ? `Your DNS knows no public names; set the proxy ${toList(otherProxies, 1)} for all programs`
        : 'The DNS of this network knows no public names, and no proxy is known',
  evidence: ({ resolvers, names, answers, known, proxies, carried, others }) => [
    `${toList(resolvers, 3) || 'The resolver'} ${verb(resolvers.length, 'answers', 'answer')} ${toList(answers)} for ${plural(names.length, 'public name')}: ${toList(names)}.`,
    'No public name resolves.',
    known.length > 0 && `${plural(known.length, 'other name')} ${verb(known.length, 'resolves', 'resolve')}: ${toList(known)}.`,
    proxies.length > 0 && `The proxy ${toList(proxies)} answers.`,
    carried.length > 0 && `Through the proxy ${toList(carried)} ${verb(carried.length, 'answers', 'answer')}.`,
    others > 0 && `${plural(others, 'attempt')} to connect without a name failed too; the reason is not known yet.`,
  ],
  fixes: (facts) => (facts.proxies.length > 0 ? withProxy(facts) : withoutProxy(facts)),
});

/** If a proxy is known, requests that bypass it must use the proxy, or need DNS and a direct route. */
function withProxy({ resolvers, names, direct, carried, exempted, proxies }: Facts) {
  return [
    {
      owner: 'you' as const,
      text: exempted
        ? `Remove ${toList(direct)} from NO_PROXY, so that programs connect through the proxy ${toList(proxies, 1)}.${carried.length > 0 ? ` In a test, ${toList(carried)} ${verb(carried.length, 'was', 'were')} reached in this way.` : ''}`
        : `Make the program that connects to ${toList(direct)} use the proxy ${toList(proxies, 1)}.`,
      command: command`echo "$NO_PROXY"; echo "$no_proxy"`,
    },
    {
      owner: 'network-team' as const,
      text: `Our machine must reach ${toList(direct, 20)} without the proxy, but ${toList(resolvers) || 'its resolver'} does not resolve public names. Please make the resolver answer ${briefly(direct, 'name')} with public addresses, and allow direct connections.`,
      command: lookups(resolvers, names),
    },
  ];
}

function withoutProxy({ resolvers, names, answers, otherProxies }: Facts) {
  const [other] = otherProxies;
  return [
    {
      owner: 'network-team' as const,
      text: `Our machine asks ${toList(resolvers) || 'its configured resolver'} and gets ${toList(answers)} for every public name (tried: ${toList(names)}). Please tell us the address of the proxy that this network uses, or make the resolver answer public names and allow direct connections.`,
      command: lookups(resolvers, names),
    },
    {
      owner: 'you' as const,
      text:
        other === undefined
          ? 'When you know the address of the proxy, set it for all programs.'
          : `Another program on this machine uses the proxy ${other}. Set this proxy for all programs.`,
      command: command`export HTTPS_PROXY=http://${other ?? word`<proxy>`}\nexport HTTP_PROXY="$HTTPS_PROXY"`,
    },
  ];
}

function lookups(resolvers: readonly string[], names: readonly string[]): Command {
  return commands(names.slice(0, 3).map((name) => command`dig ${digServer(resolvers[0])} ${name}`));
}

/** The lookup of a target failed, not that of a proxy (102). */
function isAboutName(view: View): (observation: Observation) => boolean {
  const proxies = new Set((view.host?.proxies ?? []).map(({ host }) => normalizeHost(host ?? '')));
  return (observation) => {
    const failed = failedPhase(observation);
    return failed?.name === 'dns' && failed.peer === 'target' && !proxies.has(normalizeHost(failed['dns.question.name']));
  };
}

/**
 * True if the resolver answers NXDOMAIN or knows other names, or if the proxy of the network answers. A resolver that serves no clients
 * does none of these (GD203).
 */
function servesThisNetwork(view: View): readonly string[] {
  const dns = missingPublicNames(view);
  if (dns === null) return [];
  const denies = dns.answers.some((answer) => answer === 'NXDOMAIN' || answer === 'no address');
  return denies ? dns.lookups : [...dns.knownLookups, ...connectedThroughProxy(view).map(({ id }) => id)];
}

function proxiesOf(view: View): Pick<Facts, 'proxies' | 'otherProxies'> {
  const answering = view.host !== null && signsOfLife(view).proxy ? usableProxies(view.host) : [];
  const others = (view.host?.otherProxies ?? []).map(({ proxy }) => proxyText(proxy));
  return { proxies: answering.map(proxyText), otherProxies: unique(others) };
}
