/** GD120: the proxy answers CONNECT with 407 and does not offer Basic. */

import { command, word } from '../../model/command/index.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from '../facts/login.ts';
import { matterAt } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer, proxyCheck } from './shared/by-hand.ts';
import { loginHelpers } from './shared/login-words.ts';
import { requestedHostsText, toList } from './shared/wording.ts';

export const proxyLoginSchemeUnsupported = defineRule<LoginFacts>({
  code: 'GD120',
  excludes: { 'proxy-requires-login': by.failuresOf('tunnel.407'), 'proxy-rejects-credentials': by.failuresOf('tunnel.407') },
  find: (view) =>
    loginClaims(
      view,
      (login, { free }) => !acceptsBasic(login) && matterAt(view, login) === null && (login.credentialsSent || free.length === 0),
    ),

  summary: 'The proxy offers only login schemes that Gitpod’s CLI and runner do not support.',
  why: "The proxy answers CONNECT with 407 and does not offer Basic. Go programs (Gitpod's CLI and runner), Node, Docker and the AWS SDKs support only Basic. curl, git, browsers and the JVM can use Digest, and NTLM or Negotiate if they are built with support for it. Negotiate needs a Kerberos ticket as well.",
  stops: 'The runner, the CLI and every other program that supports only Basic cannot log in.',
  confusedWith: {
    'proxy-requires-login': 'the proxy offers Basic, so a user name and password in the variables are enough.',
    'proxy-rejects-credentials': 'the proxy offers Basic, but the credentials are wrong.',
  },
  byHand: [
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: NTLM',
      tells: 'Each line names a login scheme that the proxy offers. You may also see “Negotiate”, but not “Basic”.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`http://<proxy> -U '<user>:<password>'`),
      shows: 'CONNECT 407',
      tells: 'The proxy does not accept a user name and password sent as Basic.',
    },
  ],
  byHandNote: 'Leave out “:<password>” to keep the password out of the shell’s history: curl then asks for it.',
  example: {
    proxy: '<proxy>',
    schemes: ['Negotiate', 'NTLM'],
    products: [],
    hosts: ['<host>'],
    credentialsSent: false,
    nothingPasses: false,
  },
  title: (facts) => `The proxy ${facts.proxy} offers only ${toList(facts.schemes)} for its login`,
  evidence: (facts) => [
    `${facts.proxy} answers CONNECT with 407 and offers ${toList(facts.schemes)}, but not Basic.`,
    facts.credentialsSent ? 'Basic credentials were sent, but the proxy does not accept Basic.' : 'No credentials were sent.',
  ],
  fixes: (facts) => [
    {
      owner: 'network-team',
      text: `The proxy ${facts.proxy} offers only ${toList(facts.schemes)}, which Gitpod's runner and CLI do not support. Please offer Basic (to a service account) or exempt the runners' source addresses from the login ${requestedHostsText(facts.hosts, facts.nothingPasses)}.`,
    },
    {
      owner: 'you',
      text: `Until then, run a local helper that logs in to ${facts.proxy} for you (${loginHelpers(facts.schemes)}), and point the proxy variables at it.`,
      command: command`export HTTPS_PROXY=http://127.0.0.1:3128\nexport HTTP_PROXY="$HTTPS_PROXY"`,
    },
  ],
});
