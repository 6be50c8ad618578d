/** GD120: 407 to CONNECT without an offer of Basic. */

import { command, word } from '../../model/command/index.ts';
import { type LoginFacts, loginClaims, takesBasic } from '../facts/login.ts';
import * as by from './exclusions.ts';
import { rule } from './rule.ts';
import { askProxy, proxySays } from './shared/by-hand.ts';
import { listed, requestedHosts } from './shared/wording.ts';

export const proxyLoginSchemeUnsupported = rule<LoginFacts>({
  code: 'GD120',
  scope: 'machine',
  excludes: { 'proxy-requires-login': by.failedWith('tunnel.407'), 'proxy-rejects-credentials': by.failedWith('tunnel.407') },
  find: (view) => loginClaims(view, (login) => !takesBasic(login)),

  explanation: {
    summary: 'The proxy offers only login schemes that these programs do not speak.',
    why: "The proxy answers CONNECT with 407 and offers no Basic. Go programs (Gitpod's CLI and runner), Node, Docker and the AWS SDKs answer Basic alone; curl, git, browsers and the JVM can answer NTLM or Negotiate with the right build and a ticket.",
    stops: 'The runner, the CLI and every other program that speaks Basic only.',
    confusedWith: [
      { name: 'proxy-requires-login', apart: 'There Basic is among the offered schemes, so credentials in the variables are enough.' },
      { name: 'proxy-rejects-credentials', apart: 'There Basic is offered and the credentials are wrong.' },
    ],
    byHand: [
      {
        run: proxySays(word`https://<host>/`, word`proxy-authenticate`),
        shows: 'Proxy-Authenticate: NTLM',
        tells: 'The schemes on offer, a line each. “Negotiate” is the other one of this kind; Basic is missing.',
      },
      {
        run: askProxy(word`https://<host>/`, command`http://<proxy> -U '<user>:<password>'`),
        shows: 'CONNECT 407',
        tells: 'A user name and password sent as Basic do not help.',
      },
    ],
    byHandNote: 'Leave “:<password>” out, and curl asks for the password, which then stands in no history of the shell.',
    example: {
      proxy: '<proxy>',
      schemes: ['Negotiate', 'NTLM'],
      products: [],
      hosts: ['<host>'],
      credentialsSent: false,
      nothingPasses: false,
    },
    title: (facts) => `The proxy ${facts.proxy} offers only ${listed(facts.schemes)} for its login`,
    evidence: (facts) => [
      `${facts.proxy} answers CONNECT with 407 and offers ${listed(facts.schemes)}, no Basic.`,
      facts.credentialsSent ? 'Basic credentials were sent and are of no use to it.' : 'No credentials were sent.',
    ],
    fixes: (facts) => [
      {
        owner: 'network-team',
        text: `The proxy ${facts.proxy} offers only ${listed(facts.schemes)}, which Gitpod's runner and CLI cannot answer. Please offer Basic (to a service account) or exempt the runners' source addresses from the login ${requestedHosts(facts.hosts, facts.nothingPasses)}.`,
      },
      {
        owner: 'you',
        text: `Until then run a local helper that logs in to ${facts.proxy} for you (cntlm for NTLM, px for Negotiate), and point the proxy variables at it.`,
        command: command`export HTTPS_PROXY=http://127.0.0.1:3128\nexport HTTP_PROXY="$HTTPS_PROXY"`,
      },
    ],
  },
});
