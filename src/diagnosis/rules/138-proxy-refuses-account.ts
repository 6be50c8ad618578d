/**
 * GD138: the proxy answers a valid login with 407. The login is known to be valid because it passes for another host, because it passed for
 * this host before, or because the proxy reports the reason.
 */

import { command, word } from '../../model/command/index.ts';
import { failedAnswers } from '../facts/connect-answers.ts';
import { acceptsBasic, askedLogins } from '../facts/login.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { type AccountFacts, PROXY_ACCOUNT_MESSAGES } from './shared/account-words.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { endpointText, plural, toList } from './shared/wording.ts';

export const proxyRefusesAccount = defineRule<AccountFacts>({
  code: 'GD138',
  excludes: { 'proxy-rejects-credentials': by.evidence, 'proxy-refuses-host': by.failuresOf('tunnel.407') },

  find(view) {
    return askedLogins(view).flatMap(({ asked, accountsFor, facts, scope }) => {
      const { account, isStable, proven, evidence } = scope;
      if (account === null || !acceptsBasic(facts)) return [];
      const isSaid = account === 'expired' || account === 'permission';
      return [
        {
          subject: facts.proxy,
          confidence: isSaid || (account === 'hosts' && isStable) ? 'certain' : 'likely',
          accountsFor,
          evidence: isSaid ? [...accountsFor, ...evidence] : evidence,
          facts: {
            ...{ proxy: facts.proxy, account },
            endpoints: unique(failedAnswers(asked).map(({ host, port }) => endpointText(host, port))),
            accepted: unique(proven.map(({ host, port }) => endpointText(host, port))),
          },
        },
      ];
    });
  },

  summary: 'The login is right, but the proxy still refuses the account.',
  why: 'A proxy may answer 407 even if the login is right. The account may not be allowed to use the host (squid answers 407 if a rule ends with a list of users), it may be locked, or its password may have expired.',
  stops:
    'Everything that needs a refused host fails. If the account is locked or the password has expired, everything that uses the proxy fails.',
  otherwise: 'the configured login may be wrong, and the proxy may have remembered an earlier login from the same address',
  confusedWith: {
    'proxy-rejects-credentials': 'with the login, no host can be reached, or only hosts that need no login.',
    'proxy-refuses-host': 'the proxy answers 403 and does not ask for a login again.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 407',
      tells: 'curl sent the login from the variable, and the proxy still asks for a login.',
    },
    {
      run: proxyCheck(word`https://<another host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 200',
      tells: 'With the same login, the proxy allows another host.',
    },
    {
      run: proxyCheck(word`https://<another host>/`),
      shows: 'CONNECT 407',
      tells: 'Without the login, the proxy does not allow that host, so the login is right.',
    },
  ],
  example: { proxy: '<proxy>', account: 'hosts', endpoints: ['<host>'], accepted: ['<another host>'] },
  title: (facts) => PROXY_ACCOUNT_MESSAGES[facts.account].title(facts),
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 for ${plural(facts.endpoints.length, 'host')} although a login was sent: ${toList(facts.endpoints)}.`,
    PROXY_ACCOUNT_MESSAGES[facts.account].evidence(facts),
  ],
  fixes: (facts) => PROXY_ACCOUNT_MESSAGES[facts.account].fixes(facts),
});
