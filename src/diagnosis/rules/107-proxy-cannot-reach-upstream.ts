/** GD107: the proxy answers CONNECT with a 5xx, or accepts it and never answers. */

import { ownerOf } from '../../knowledge/owner-of-host.ts';
import { word } from '../../model/command/index.ts';
import { type ConnectAnswer, connectAnswers, failedAnswerIds, failedAnswers, productsOf, statusesOf } from '../facts/connect-answers.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer, proxyCheck } from './shared/by-hand.ts';
import { briefly, endpointText, toList } from './shared/wording.ts';

export const proxyCannotReachUpstream = defineRule({
  code: 'GD107',
  excludes: {
    'service-unhealthy': by.failuresOf('tunnel.5xx'),
    'proxy-unreachable': by.failuresOf('tunnel.5xx'),
    'proxy-refuses-host': by.failuresOf('tunnel.5xx'),
  },

  find(view) {
    return connectAnswers(view).flatMap(({ name, answers }) => {
      // One failing host proves nothing about other hosts. Failing hosts of two owners do, if no host passes.
      const owners = new Set(answers.map(({ host }) => ownerOf(host))).size;
      const everything = owners > 1 && answers.every(({ kind }) => kind !== null);
      const passing = answers.some(({ kind }) => kind === null);
      const broken = Map.groupBy(answers.filter(isUpstream), (answer) => answer.kind === 'tunnel.timeout');
      return [...broken].flatMap(([silent, group]) => {
        const accountsFor = failedAnswerIds(group);
        if (accountsFor.length === 0) return [];
        return [
          {
            subject: name,
            // At most likely for a timeout, because a proxy may drop requests that it does not allow.
            confidence: silent ? ('likely' as const) : ('certain' as const),
            accountsFor,
            facts: {
              proxy: name,
              endpoints: unique(failedAnswers(group).map((answer) => endpointText(answer.host, answer.port))),
              statuses: statusesOf(group),
              errors: unique(group.flatMap((answer) => answer.tunnel.proxyError ?? [])).sort(),
              products: productsOf(group),
              silent,
              everything,
              passing,
            },
          },
        ];
      });
    });
  },

  summary: 'The proxy answers, but it cannot reach the target.',
  why: 'The proxy accepts the request, then fails to resolve the target or to connect to it. The cause is the proxy’s own DNS, its route, or a firewall behind it. Proxies report this failure with status 502, 503, 504 or even 500.',
  stops: 'All traffic to the hosts that the proxy cannot reach fails.',
  otherwise: 'the proxy may silently drop what it does not allow',
  confusedWith: {
    'service-unhealthy': 'the tunnel opens, and the server behind it answers 5xx.',
    'proxy-unreachable': 'the proxy itself does not answer.',
    'proxy-refuses-host': 'the proxy answers 403 and refuses on purpose; here the proxy tries to connect and fails.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`),
      shows: 'CONNECT 503',
      tells:
        'A number from 500 to 599 means that the proxy tried to connect and failed. “CONNECT 000” after ten seconds means that the proxy is still trying.',
    },
    {
      run: proxyAnswer(word`https://<host>/`, word`HTTP/1`),
      shows: 'HTTP/1.1 503',
      tells: 'The proxy sent this status line before TLS began, so the request did not reach the service.',
    },
  ],
  example: {
    proxy: '<proxy>',
    endpoints: ['<host>'],
    statuses: [503],
    errors: [],
    products: [],
    // True if the proxy accepted the CONNECT request and sent no answer in time.
    silent: false,
    // True if hosts of several owners were tried and none passes.
    everything: false,
    // True if another host passes.
    passing: true,
  },
  title: (facts) => `The proxy ${facts.proxy} cannot reach ${facts.everything ? 'anything behind it' : toList(facts.endpoints, 3)}`,
  evidence: (facts) => [
    facts.silent
      ? `${facts.proxy} accepts CONNECT to ${toList(facts.endpoints)} but gives no answer before the deadline.`
      : `${facts.proxy} answers CONNECT to ${toList(facts.endpoints)} with ${toList(facts.statuses.map(String))}.`,
    facts.errors.length > 0 && `The proxy names the error ${toList(facts.errors)}.`,
    facts.passing ? 'Other hosts can be reached through this proxy.' : 'No other host can be reached through this proxy.',
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} cannot reach ${facts.everything ? `anything that was tried: ${toList(facts.endpoints)}` : facts.endpoints.join(', ')}. Please check that the proxy resolves ${facts.everything ? 'public names' : briefly(facts.endpoints, 'host')}, and that its own upstream (proxy, firewall, route) allows the connections.`,
    },
  ],
});

function isUpstream(answer: ConnectAnswer): boolean {
  return answer.kind === 'tunnel.5xx' || answer.kind === 'tunnel.timeout';
}
