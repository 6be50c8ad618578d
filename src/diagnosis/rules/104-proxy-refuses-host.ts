/** GD104: the proxy refuses CONNECT for some hosts, while others pass on the same port. */

import { listing, word } from '../../model/command/index.ts';
import { failedAnswerIds, failedAnswers, isExplicitRefusal, statusesOf } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { refusalsOf } from '../facts/refusals.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { briefly, endpointText, plural, toList, verb } from './shared/wording.ts';

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

  summary: 'The proxy refuses CONNECT to some hosts, but not to all.',
  why: 'The proxy decides by a list of allowed or blocked hosts. A refused host is missing from the allowed hosts, or is among the blocked hosts. Programs report only “Forbidden” and rarely say that the proxy sent it.',
  stops: 'Everything that needs a refused host fails. Other hosts work through the same proxy.',
  otherwise: 'the proxy may have closed the connection for a reason that it did not give',
  confusedWith: {
    'proxy-refuses-port': 'the proxy refuses every host on one port, and allows the same hosts on another port.',
    'proxy-refuses-everything': 'the proxy refuses every host.',
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
      tells: 'The proxy allows another host on the same port, so it refuses by host.',
    },
  ],
  example: { proxy: '<proxy>', endpoints: ['<host>'], statuses: [403], passing: 1 },
  title: (facts) => `The proxy ${facts.proxy} refuses ${toList(facts.endpoints, 3)}`,
  evidence: (facts) => [
    `${facts.proxy} refuses CONNECT to ${toList(facts.endpoints)}${facts.statuses.length > 0 ? ` (status ${toList(facts.statuses.map(String))})` : ' (the connection is closed)'}.`,
    `The same proxy does not refuse ${plural(facts.passing, 'other host')}.`,
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `Please allow CONNECT through the proxy ${facts.proxy} to ${briefly(facts.endpoints, 'host')}. Gitpod needs ${verb(facts.endpoints.length, 'it', 'them')}.`,
      command: listing('names', facts.endpoints),
    },
  ],
});
