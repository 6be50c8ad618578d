/** GD135: the proxy answers CONNECT with 407 and offers Negotiate but not Basic, and this machine has no Kerberos ticket. */

import { command, word } from '../../model/command/index.ts';
import { type TicketFacts, ticketClaims } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer } from './shared/by-hand.ts';
import { demandText, exemptFix, getTicket, withTicketFixes } from './shared/login-words.ts';
import { toList } from './shared/wording.ts';

export const kerberosTicketMissing = defineRule<TicketFacts>({
  code: 'GD135',
  excludes: {
    'kerberos-ticket-expired': by.controls('login-means'),
    'proxy-login-scheme-unsupported': by.controls('login-means'),
    'proxy-requires-login': by.failuresOf('tunnel.407'),
  },
  find: (view) => ticketClaims(view, (matter) => matter === 'missing'),

  summary: 'The proxy wants a Kerberos ticket, but this machine has none.',
  why: 'The proxy answers CONNECT with 407 and offers Negotiate. krb5.conf names a realm, but the ticket cache that programs read is empty. Logging in to the domain, or running kinit, puts a ticket into the cache.',
  stops: 'Every program that uses the proxy fails, even if it can use a ticket.',
  confusedWith: {
    'kerberos-ticket-expired': 'the cache has a ticket, but it has expired.',
    'proxy-login-scheme-unsupported': 'the cache has a valid ticket, or the machine belongs to no realm.',
    'proxy-requires-login': 'the proxy also offers Basic, so a user name and password are enough.',
  },
  byHand: [
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: Negotiate',
      tells: 'The proxy offers Kerberos (Negotiate), but not Basic.',
    },
    { run: command`klist`, shows: 'No credentials cache found', tells: 'This user has no ticket on this machine.' },
  ],
  example: {
    ...{ proxy: '<proxy>', schemes: ['Negotiate'], products: [], hosts: ['<host>'], credentialsSent: false, nothingPasses: false },
    ...{ user: null, realm: 'CORP.EXAMPLE', endsAt: null, kdcs: [], kdcAnswers: true, matter: 'missing', helpers: [], netrc: 'no-file' },
  },
  title: ({ proxy }) => `The proxy ${proxy} wants a Kerberos ticket, but this user has none`,
  evidence: (facts) => [
    demandText(facts),
    `The ticket cache of this user has no ticket. The default realm is ${facts.realm}.`,
    facts.kdcAnswers === true && `A KDC of ${facts.realm} answers: ${toList(facts.kdcs)}.`,
    facts.netrc === 'entry' && '~/.netrc has an entry for the proxy, but programs read it for servers only.',
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Get a ticket of ${facts.realm}, with the password of your domain account.`,
      command: getTicket(facts),
    },
    ...withTicketFixes(facts),
    exemptFix(facts),
  ],
});
