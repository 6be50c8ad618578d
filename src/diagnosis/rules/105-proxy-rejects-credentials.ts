/** GD105: the proxy answers CONNECT with 407 although Basic credentials were sent. */

import { command, word } from '../../model/command/index.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from '../facts/login.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { plural, toList } from './shared/wording.ts';

export const proxyRejectsCredentials = defineRule<LoginFacts>({
  code: 'GD105',
  excludes: { 'proxy-requires-login': by.failuresOf('tunnel.407'), 'proxy-login-scheme-unsupported': by.failuresOf('tunnel.407') },
  find: (view) => loginClaims(view, (login) => acceptsBasic(login) && login.credentialsSent),

  summary: 'The proxy rejects the credentials that are configured.',
  why: 'The proxy answers CONNECT with 407 although a user name and password from the proxy variables were sent with it. The credentials are wrong, expired, locked, or not percent-encoded.',
  stops: 'Everything that goes through the proxy.',
  confusedWith: {
    'proxy-requires-login': 'no credentials were sent at all.',
    'proxy-login-scheme-unsupported': 'the proxy offers no scheme in which these credentials could be sent.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 407',
      tells: 'The user name and password in the variable were sent, and the proxy still asks.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`http://<proxy> -U '<user>:<password>'`),
      shows: 'CONNECT 200',
      tells: 'Type the credentials that should be right: if they pass, the variable holds other ones.',
    },
  ],
  byHandNote: 'If you leave “:<password>” out, curl asks for the password, and it does not end up in the shell’s history.',
  example: { proxy: '<proxy>', schemes: ['Basic'], products: [], hosts: ['<host>'], credentialsSent: true, nothingPasses: false },
  title: (facts) => `The proxy ${facts.proxy} rejects the configured credentials`,
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 for ${plural(facts.hosts.length, 'host')}: ${toList(facts.hosts)}.`,
    'Basic credentials from the proxy variables were sent.',
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Check the user name and password for ${facts.proxy} in the proxy variables: expired, locked, or with special characters that are not percent-encoded (@ is %40, : is %3A, # is %23).`,
      command: command`curl -v -x http://${facts.proxy} --proxy-user '<user>' https://app.gitpod.io`,
    },
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} rejects our account with 407. Please check whether it is locked or expired and whether it may use CONNECT.`,
    },
  ],
});
