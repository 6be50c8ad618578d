/** GD104: the proxy refuses CONNECT for some hosts, while others pass on the same port. */

import { listing, word } from '../../model/command/index.ts';
import { failedAnswerIds, failedAnswers, isExplicitRefusal, statusesOf } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { refusalsOf } from '../facts/refusals.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { endpointText, plural, toList, verb } from './shared/wording.ts';

export const proxyRefusesHost = defineRule({
  code: 'GD104',
  excludes: {
    'proxy-refuses-port': by.evidence,
    'proxy-refuses-everything': by.evidence,
    'service-refuses-client': by.failuresOf('tunnel.4xx'),
  },

  find(view) {
    return refusalsOf(view).flatMap(({ name, hosts, letThrough }) => {
      const accountsFor = failedAnswerIds(hosts);
      if (accountsFor.length === 0) return [];
      const opened = letThrough.filter((answer) => answer.kind === null);
      const endpoints = unique(failedAnswers(hosts).map((answer) => endpointText(answer.host, answer.port)));
      return [
        {
          subject: name,
          confidence: opened.length > 0 && hosts.every(isExplicitRefusal) ? 'certain' : 'likely',
          accountsFor,
          evidence: letThrough.map((answer) => answer.observation.id),
          facts: { proxy: name, endpoints, statuses: statusesOf(hosts), passing: unique(letThrough.map((answer) => answer.host)).length },
        },
      ];
    });
  },

  summary: 'The proxy refuses CONNECT to some hosts and lets others pass.',
  why: 'The proxy has a list of allowed or blocked hosts, and it does not let these hosts through. Programs see a bare “Forbidden” and rarely say that it came from a proxy.',
  stops: 'Everything that needs these hosts. Everything else works through the same proxy.',
  otherwise: 'the proxy may have broken off for a reason of its own, which a closed connection does not tell',
  confusedWith: {
    'proxy-refuses-port': 'every host is refused on one port, and the same hosts pass on another.',
    'proxy-refuses-everything': 'nothing passes at all.',
    'service-refuses-client': 'the tunnel opens and the genuine server answers 403 inside it.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`),
      shows: 'CONNECT 403',
      tells: 'The proxy refuses this host. Some proxies answer with another number between 400 and 499.',
    },
    {
      run: proxyCheck(word`https://<another host>/`),
      shows: 'CONNECT 200',
      tells: 'Another host passes on the same port, so the host decides.',
    },
  ],
  example: { proxy: '<proxy>', endpoints: ['<host>'], statuses: [403], passing: 1 },
  title: (facts) => `The proxy ${facts.proxy} refuses ${toList(facts.endpoints, 3)}`,
  evidence: (facts) => [
    `${facts.proxy} refuses CONNECT to ${toList(facts.endpoints)}${facts.statuses.length > 0 ? ` (status ${toList(facts.statuses.map(String))})` : ' (the connection is closed)'}.`,
    `${plural(facts.passing, 'other host')} ${facts.passing === 1 ? 'is' : 'are'} not refused by the same proxy.`,
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `Please allow CONNECT through the proxy ${facts.proxy} to ${verb(facts.endpoints.length, 'this host', 'these hosts')}. Gitpod needs ${verb(facts.endpoints.length, 'it', 'them')}.`,
      command: listing('names', facts.endpoints),
    },
  ],
});
