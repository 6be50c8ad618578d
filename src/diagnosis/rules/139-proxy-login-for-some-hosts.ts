/** GD139: the proxy answers CONNECT with 407 for some hosts and opens tunnels to others without a login. */

import { command, listing, word } from '../../model/command/index.ts';
import { failedAnswers } from '../facts/connect-answers.ts';
import { acceptsBasic, askedLogins } from '../facts/login.ts';
import { unique } from '../facts/order.ts';
import { matterAt } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { loginHelpers } from './shared/login-words.ts';
import { briefly, endpointText, plural, toList } from './shared/wording.ts';

export const proxyLoginForSomeHosts = defineRule({
  code: 'GD139',
  excludes: {
    'proxy-requires-login': by.controls('login-repeat'),
    'proxy-rejects-credentials': by.failuresOf('tunnel.407'),
    'proxy-refuses-host': by.failuresOf('tunnel.407'),
  },

  find(view) {
    return askedLogins(view).flatMap(({ asked, accountsFor, facts, scope }) => {
      if (facts.credentialsSent || scope.free.length === 0 || matterAt(view, facts) !== null) return [];
      return [
        {
          subject: facts.proxy,
          confidence: scope.isStable ? 'certain' : 'likely',
          accountsFor,
          evidence: scope.evidence,
          facts: {
            ...{ proxy: facts.proxy, schemes: facts.schemes, basic: acceptsBasic(facts) },
            endpoints: unique(failedAnswers(asked).map(({ host, port }) => endpointText(host, port))),
            free: unique(scope.free.map(({ host, port }) => endpointText(host, port))),
          },
        },
      ];
    });
  },

  summary: 'The proxy asks for a login for some hosts, but not for others.',
  why: 'The proxy answers CONNECT with 407 only for some hosts. A rule of the proxy lists these hosts, or lists the hosts that need no login. No login is configured, or the programs do not support the offered scheme.',
  stops: 'Requests to a host for which the proxy requires a login fail. Other hosts work through the same proxy.',
  otherwise: 'the login rules of the proxy may have changed during the measurement',
  confusedWith: {
    'proxy-requires-login': 'the proxy allows no host without a login.',
    'proxy-rejects-credentials': 'a login was sent, and the proxy still answers 407.',
    'proxy-refuses-host': 'the proxy answers 403 and never asks for a login.',
  },
  byHand: [
    { run: proxyCheck(word`https://<host>/`), shows: 'CONNECT 407', tells: 'The proxy asks for a login for this host.' },
    { run: proxyCheck(word`https://<another host>/`), shows: 'CONNECT 200', tells: 'The proxy allows another host without a login.' },
  ],
  example: { proxy: '<proxy>', schemes: ['Basic'], basic: true, endpoints: ['<host>'], free: ['<another host>'] },
  title: ({ proxy, endpoints }) => `The proxy ${proxy} requires a login for ${toList(endpoints, 3)} only`,
  evidence: ({ proxy, schemes, endpoints, free }) => [
    `${proxy} answers CONNECT with 407 for ${plural(endpoints.length, 'host')}: ${toList(endpoints)}. ${schemes.length > 0 ? `The proxy offers ${toList(schemes)} for the login.` : 'The proxy names no login scheme.'}`,
    `The proxy opens tunnels to ${plural(free.length, 'other host')} without a login.`,
  ],
  fixes: ({ proxy, schemes, basic, endpoints }) => [
    {
      owner: 'network-team',
      text: `The proxy ${proxy} asks for a login for ${briefly(endpoints, 'host')} but not for other hosts. Gitpod’s programs here have no login. Please exempt ${briefly(endpoints, 'host')} from the login as well.`,
      command: listing('names', endpoints),
    },
    basic
      ? {
          owner: 'you',
          text: `If you have an account for ${proxy}, put its user name and password into HTTPS_PROXY and HTTP_PROXY, with special characters percent-encoded. Set both where the failing program gets its variables: in the configuration of the runner, in the shell or in the IDE.`,
          command: command`export HTTPS_PROXY='http://<user>:<password>@${proxy}'\nexport HTTP_PROXY="$HTTPS_PROXY"`,
        }
      : {
          owner: 'you',
          text: `Until then, run a local helper that logs in to ${proxy} for you with ${toList(schemes)} (${loginHelpers(schemes)}), and point the proxy variables at it.`,
          command: command`export HTTPS_PROXY=http://127.0.0.1:3128\nexport HTTP_PROXY="$HTTPS_PROXY"`,
        },
  ],
});
