/** GD105: the proxy answers CONNECT with 407 although Basic credentials were sent. */

import { command, word } from '../../model/command/index.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from '../facts/login.ts';
import { by, defineRule } from './rule.ts';
import { proxyCheck } from './shared/by-hand.ts';
import { plural, toList } from './shared/wording.ts';

export const proxyRejectsCredentials = defineRule<LoginFacts>({
  code: 'GD105',
  excludes: {
    'proxy-requires-login': by.failuresOf('tunnel.407'),
    'proxy-login-scheme-unsupported': by.failuresOf('tunnel.407'),
    'proxy-refuses-account': by.failuresOfSeveralDomains('tunnel.407'),
  },

  find(view) {
    const claims = loginClaims(view, (login, { account }) => acceptsBasic(login) && login.credentialsSent && account === null);
    // Only likely if the proxy lets other hosts past, because the account may lack a permission for this host.
    return claims.map((claim) => (claim.facts.nothingPasses ? claim : { ...claim, confidence: 'likely' as const }));
  },

  summary: 'The proxy rejects the credentials that are configured.',
  why: 'Programs sent the user name and password from the proxy variables, and the proxy still answers CONNECT with 407. The credentials are wrong, expired, locked, or not percent-encoded.',
  stops: 'All traffic that goes through the proxy fails.',
  otherwise: 'the login may be right, but its account may not be allowed to use these hosts',
  confusedWith: {
    'proxy-requires-login': 'no credentials were sent at all.',
    'proxy-login-scheme-unsupported': 'the proxy offers no login scheme that uses a user name and password.',
    'proxy-refuses-account': 'the proxy accepts the same login for another host, or says what is wrong with the account.',
  },
  byHand: [
    {
      run: proxyCheck(word`https://<host>/`, command`"$HTTPS_PROXY"`),
      shows: 'CONNECT 407',
      tells: 'curl sent the user name and password from the variable, and the proxy still asks for a login.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`http://<proxy> -U '<user>:<password>'`),
      shows: 'CONNECT 200',
      tells: 'Type the credentials that should be right. If the proxy accepts them, the variable holds wrong credentials.',
    },
  ],
  byHandNote: 'Leave out “:<password>” to keep the password out of the shell’s history: curl then asks for it.',
  example: { proxy: '<proxy>', schemes: ['Basic'], products: [], hosts: ['<host>'], credentialsSent: true, nothingPasses: false },
  title: (facts) => `The proxy ${facts.proxy} rejects the configured credentials`,
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 for ${plural(facts.hosts.length, 'host')}: ${toList(facts.hosts)}.`,
    'Basic credentials from the proxy variables were sent.',
    !facts.nothingPasses && 'For other hosts, the proxy does not ask for a login again. But it is not known whether they need one.',
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Check the user name and password for ${facts.proxy} in the proxy variables. The account may be expired or locked, or special characters may not be percent-encoded (@ is %40, : is %3A, # is %23).`,
      command: command`curl -v -x http://${facts.proxy} --proxy-user '<user>' https://app.gitpod.io`,
    },
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} rejects our account with 407. Please check whether the account is locked or expired, and whether it is allowed to use CONNECT.`,
    },
  ],
});
