/** GD131: a SOCKS proxy answers with a refusal or a failure, with another protocol, or not at all. Its reply code decides who acts. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { type ConnectAnswer, connectAnswers, failedAnswerIds, failedAnswers, type ProxyAnswers } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { lookupControls, type SocksSubject, socksSubjectOf } from '../facts/socks.ts';
import type { View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { socksCheck } from './shared/by-hand.ts';
import { SOCKS_SUBJECT_WORDS, type SocksFacts } from './shared/socks-words.ts';
import { endpointText } from './shared/wording.ts';

export const socksRefuses = defineRule<SocksFacts>({
  code: 'GD131',
  excludes: {
    'proxy-unreachable': (view, { accountsFor }) => accountsFor.filter((id) => isAnswered(view, id)),
    'socks-lookup-fails': (view, claim) => [...failuresWithoutLookup(view, claim), ...by.controls('other-lookup')(view, claim)],
  },

  find(view) {
    return connectAnswers(view).flatMap((proxy) =>
      [...Map.groupBy(proxy.answers.filter(isOfThisCause(view)), ({ kind }) => socksSubjectOf(kind))].flatMap(([matter, group]) => {
        const accountsFor = failedAnswerIds(group);
        if (matter === null || accountsFor.length === 0) return [];
        const endpoints = unique(failedAnswers(group).map(({ host, port }) => endpointText(host, port)));
        return [
          {
            subject: proxy.name,
            confidence: confidenceOf(matter, group),
            accountsFor,
            evidence: lookupControls(view).flatMap(({ id, failure }) => (failure?.kind.startsWith('socks.') ? id : [])),
            facts: {
              ...{ proxy: proxy.name, matter, endpoints },
              replies: unique(group.flatMap(({ observation }) => observation.failure?.code ?? [])).sort(),
              everything: isEverything(proxy),
              login: group.some(({ tunnel }) => tunnel.credentialsSent) || hasLogin(view, proxy.name),
            },
          },
        ];
      }),
    );
  },

  summary: 'A SOCKS proxy does not open the requested connection.',
  why: 'The proxy answers the request with an error code (RFC 1928). Its rules may not allow the host, it may be unable to look up or reach the host, it may require a login, or it may not support the request. Or the server on this port is not a SOCKS proxy.',
  stops: 'All traffic through the SOCKS proxy fails, or only the traffic to the hosts that the proxy refuses.',
  otherwise: 'the proxy may be overloaded, or a device on the path may cut the connection',
  confusedWith: {
    'proxy-unreachable': 'no connection to the proxy opens.',
    'socks-lookup-fails': 'the connection succeeds if this machine looks up the host itself.',
  },
  byHand: [
    {
      run: socksCheck(word`https://<host>/`),
      shows: "Can't complete SOCKS5 connection to",
      tells:
        'The number at the end is the proxy’s reply. 2 means that the rules of the proxy forbid the host. 1 and 3 to 6 mean that the proxy cannot reach the host.',
    },
    {
      run: socksCheck(word`https://<host>/`),
      shows: 'No authentication method was acceptable',
      tells: 'The proxy requires a login, but curl offered none.',
    },
  ],
  byHandNote: 'With a login, use “-x socks5h://<user>@<proxy>” instead; curl then asks for the password.',
  example: {
    ...{ proxy: '<proxy>', matter: 'rules', endpoints: ['<host>'], replies: ['SOCKS5_2'] },
    // True if hosts of several owners were tried and none passes.
    everything: false,
    // True if the variable contains a user name or a password.
    login: false,
  },
  title: (facts) => SOCKS_SUBJECT_WORDS[facts.matter].title(facts),
  evidence: (facts) => [
    SOCKS_SUBJECT_WORDS[facts.matter].evidence(facts),
    facts.everything ? 'No host can be reached through this proxy.' : 'Other hosts can be reached through this proxy, or were not tried.',
  ],
  fixes: (facts) => SOCKS_SUBJECT_WORDS[facts.matter].fixes(facts),
});

/** Leaves out the hosts that pass once this machine has looked them up (GD132). */
const isOfThisCause =
  (view: View) =>
  ({ kind, host }: ConnectAnswer): boolean =>
    socksSubjectOf(kind) !== null &&
    !lookupControls(view).some(({ failure, target }) => failure === null && 'host' in target && target.host === host);

function confidenceOf(matter: SocksSubject, group: readonly ConnectAnswer[]): Confidence {
  if (matter !== 'silence') return 'certain';
  return new Set(group.map(({ host }) => ownerOf(host))).size > 1 ? 'likely' : 'possible';
}

/** One failing host proves nothing about other hosts. Failing hosts of two owners do, if no host passes. */
function isEverything({ answers }: ProxyAnswers): boolean {
  return answers.every(({ kind }) => kind !== null) && new Set(answers.map(({ host }) => ownerOf(host))).size > 1;
}

function hasLogin({ host }: View, proxy: string): boolean {
  return (host?.proxies ?? []).some((variable) => variable.hasCredentials && `${variable.host}:${variable.port}` === proxy);
}

function isAnswered(view: View, id: string): boolean {
  const matter = socksSubjectOf(view.observation(id)?.failure?.kind ?? null);
  return matter !== null && matter !== 'silence';
}

/** Ids of failures that come before any lookup, or show that the proxy looked up the host. */
function failuresWithoutLookup(view: View, { accountsFor }: { accountsFor: readonly string[] }): string[] {
  return accountsFor.filter((id) => {
    const kind = view.observation(id)?.failure?.kind ?? null;
    return socksSubjectOf(kind) !== null && kind !== 'socks.general-failure' && kind !== 'socks.host-unreachable';
  });
}
