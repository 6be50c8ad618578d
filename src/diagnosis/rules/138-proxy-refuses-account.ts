/** GD138: 407 to a login that is right: another host accepts it, the same host accepted it before, or the proxy names the reason. */

import { command, word } from '../../model/command/index.ts';
import { failedAnswers } from '../facts/connect-answers.ts';
import { acceptsBasic, askedLogins } from '../facts/login.ts';
import { unique } from '../facts/order.ts';
import { by, defineRule } from './rule.ts';
import { ACCOUNT_WORDS, type AccountFacts } from './shared/account-words.ts';
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

  summary: 'The login is right, and the proxy still turns the account away.',
  why: 'A proxy also answers 407 to a login that is right. The account may not use these hosts (squid answers so where a rule for them ends with a list of users), it was locked meanwhile, or its password has expired.',
  stops: 'Everything that needs these hosts; with a locked account or an expired password, everything that goes through the proxy.',
  otherwise: 'the proxy may have remembered an earlier login from the same address, and the configured one is wrong',
  confusedWith: {
    'proxy-rejects-credentials': 'no host accepts the login, or those that pass need none.',
    'proxy-refuses-host': 'the proxy answers 403 and does not ask for a login again.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 407',
      tells: 'The login in the variable was sent, and the proxy still asks for one.',
    },
    {
      run: proxyCheck(word`https://<another host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 200',
      tells: 'Another host passes with the same login.',
    },
    {
      run: proxyCheck(word`https://<another host>/`),
      shows: 'CONNECT 407',
      tells: 'Without the login that host does not pass, so the login is right.',
    },
  ],
  example: { proxy: '<proxy>', account: 'hosts', endpoints: ['<host>'], accepted: ['<another host>'] },
  title: (facts) => ACCOUNT_WORDS[facts.account].title(facts),
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 for ${plural(facts.endpoints.length, 'host')} although a login was sent: ${toList(facts.endpoints)}.`,
    ACCOUNT_WORDS[facts.account].evidence(facts),
  ],
  fixes: (facts) => ACCOUNT_WORDS[facts.account].fixes(facts),
});
