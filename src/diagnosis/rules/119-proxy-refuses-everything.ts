/** GD119: the proxy refuses CONNECT for every host. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import type { Confidence } from '../../model/finding.ts';
import { type ConnectAnswer, failedAnswerIds, failedAnswers, hostsOf, isExplicitRefusal, statusesOf } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { refusalsOf } from '../facts/refusals.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { requestedHostsText, toList } from './shared/wording.ts';

export const proxyRefusesEverything = defineRule({
  code: 'GD119',
  excludes: {
    'proxy-refuses-host': by.failuresOf('tunnel.4xx'),
    'proxy-refuses-port': by.failuresOf('tunnel.4xx'),
    'proxy-requires-login': by.failuresOf('tunnel.4xx'),
  },

  find(view) {
    return refusalsOf(view).flatMap(({ name, everything }) => {
      const accountsFor = failedAnswerIds(everything);
      if (accountsFor.length === 0) return [];
      return [
        {
          subject: name,
          confidence: confidenceOf(everything),
          accountsFor,
          facts: {
            proxy: name,
            hosts: hostsOf(failedAnswers(everything)),
            ports: unique(everything.map((answer) => answer.port)).sort((a, b) => a - b),
            statuses: statusesOf(everything),
            notHttp: everything.some((answer) => answer.kind === 'tunnel.not-http'),
          },
        },
      ];
    });
  },

  summary: 'The proxy refuses CONNECT for every host and port.',
  why: 'The proxy answers but lets nothing through. Either the proxy does not accept the machine or its subnet, or CONNECT is switched off, or this port does not belong to a forward proxy.',
  stops: 'All traffic that goes through the proxy fails.',
  otherwise: 'the proxy may refuse only the hosts that were tried, or may have closed the connections for a reason that it did not give',
  confusedWith: {
    'proxy-refuses-host': 'the proxy allows other hosts on the same port.',
    'proxy-refuses-port': 'the proxy allows another port.',
    'proxy-requires-login': 'the proxy answers 407 and asks for a login.',
  },
  byHand: [
    { run: proxyCheck(word`https://<host>/`), shows: 'CONNECT 403', tells: 'The proxy refuses this host.' },
    {
      run: proxyCheck(word`https://<another host>/`),
      shows: 'CONNECT 403',
      tells: 'The proxy also refuses an unrelated host, so it does not refuse by name.',
    },
  ],
  example: {
    ...{ proxy: '<proxy>', hosts: ['<host>'], ports: [443], statuses: [403] },
    // True if the proxy does not speak HTTP.
    notHttp: false,
  },
  title: (facts) => `The proxy ${facts.proxy} refuses everything`,
  evidence: (facts) => [
    facts.notHttp
      ? `${facts.proxy} answers CONNECT with something that is not HTTP.`
      : `${facts.proxy} refuses CONNECT to every host that was tried (${facts.hosts.length}) on port ${toList(facts.ports.map(String))}${facts.statuses.length > 0 ? ` with ${toList(facts.statuses.map(String))}` : ' by closing the connection'}.`,
    'The proxy allowed no host and no port.',
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} refuses every CONNECT from our machine. Please allow our machine's subnet to use the proxy with CONNECT, ${requestedHostsText(facts.hosts, true)}.`,
    },
    {
      owner: 'you',
      text: `Check that ${facts.proxy} is the forward proxy for this network, and that this port accepts CONNECT.`,
    },
  ],
});

/** If only hosts of one owner were tried, the proxy may refuse them by name. */
function confidenceOf(refused: readonly ConnectAnswer[]): Confidence {
  const owners = new Set(refused.map((answer) => ownerOf(answer.host))).size;
  if (!refused.every(isExplicitRefusal)) return owners > 1 ? 'likely' : 'possible';
  return owners > 1 ? 'certain' : 'likely';
}
