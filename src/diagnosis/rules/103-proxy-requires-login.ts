/** GD103: the proxy answers CONNECT with 407 and accepts Basic, and no credentials were sent. */

import { command, word } from '../../model/command/index.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from '../facts/login.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer, proxyCheck } from './shared/by-hand.ts';
import { plural, requestedHostsText, toList } from './shared/wording.ts';

export const proxyRequiresLogin = defineRule<LoginFacts>({
  code: 'GD103',
  excludes: {
    'proxy-rejects-credentials': by.failuresOf('tunnel.407'),
    'proxy-login-scheme-unsupported': by.failuresOf('tunnel.407'),
    'proxy-refuses-host': by.failuresOf('tunnel.407'),
    'proxy-login-for-some-hosts': by.failuresOfSeveralDomains('tunnel.407'),
  },
  find: (view) => loginClaims(view, (login, { free }) => acceptsBasic(login) && !login.credentialsSent && free.length === 0),

  summary: 'The proxy asks for a login, but no login is configured.',
  why: 'The proxy answers CONNECT with 407 Proxy Authentication Required. The proxy variables contain no user name and password, so the proxy refuses every request.',
  stops: 'All traffic that goes through the proxy fails: the runner, the CLI, downloads and the IDEs.',
  otherwise: 'the proxy may ask for a login for these hosts only',
  confusedWith: {
    'proxy-rejects-credentials': 'credentials were sent, and the proxy still answers 407.',
    'proxy-login-scheme-unsupported': 'the proxy offers NTLM or Negotiate, but not Basic.',
    'proxy-refuses-host': 'the proxy answers 403 and never asks for a login.',
    'proxy-login-for-some-hosts': 'other hosts pass without a login.',
  },
  byHand: [
    { run: proxyCheck(word`https://<host>/`), shows: 'CONNECT 407', tells: 'The proxy asks for a login.' },
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: Basic',
      tells: 'The proxy offers Basic, for which a user name and password are enough.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`http://<proxy> -U '<user>:<password>'`),
      shows: 'CONNECT 200',
      tells: 'With a login, the proxy lets the same request through.',
    },
  ],
  byHandNote: 'Leave out “:<password>” to keep the password out of the shell’s history: curl then asks for it.',
  example: { proxy: '<proxy>', schemes: ['Basic'], products: [], hosts: ['<host>'], credentialsSent: false, nothingPasses: false },
  title: (facts) => `The proxy ${facts.proxy} requires a login`,
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 for ${plural(facts.hosts.length, 'host')}: ${toList(facts.hosts)}.`,
    facts.schemes.length > 0 ? `The proxy offers ${toList(facts.schemes)} for the login.` : 'The proxy names no login scheme.',
    'No credentials were sent, because the proxy variables contain none.',
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Put the user name and password for ${facts.proxy} into HTTPS_PROXY and HTTP_PROXY, with special characters percent-encoded. Set both where the failing program gets its variables: in the configuration of the runner, in the shell or in the IDE.`,
      command: command`export HTTPS_PROXY='http://<user>:<password>@${facts.proxy}'\nexport HTTP_PROXY="$HTTPS_PROXY"`,
    },
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} requires a login, but our programs have no account. Please give us an account for the proxy (a service account for machines), or exempt our machine from the login ${requestedHostsText(facts.hosts, facts.nothingPasses)}.`,
    },
  ],
});
