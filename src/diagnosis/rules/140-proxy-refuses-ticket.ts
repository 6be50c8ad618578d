/**
 * GD140: the proxy answers CONNECT with 407, offers Negotiate but not Basic, and refuses the ticket that curl sent, which is still valid.
 */

import { command, word } from '../../model/command/index.ts';
import { isRefusedTicket, type TicketFacts, ticketClaims } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer, proxyCheck } from './shared/by-hand.ts';
import { demandText } from './shared/login-words.ts';
import { ticketWords } from './shared/ticket-words.ts';

export const proxyRefusesTicket = defineRule<TicketFacts>({
  code: 'GD140',
  excludes: {
    'kerberos-ticket-missing': by.controls('login-means'),
    'kerberos-ticket-expired': by.controls('login-means'),
    'proxy-login-scheme-unsupported': by.controls('login-means'),
  },
  find: (view) => ticketClaims(view, isRefusedTicket),

  summary: 'The proxy refuses a login with a valid Kerberos ticket.',
  why: 'The Kerberos ticket is valid, but curl cannot log in with it. There are three usual reasons: the key of the proxy is old (its keytab was not renewed), the realm does not know the configured name of the proxy, or two clocks differ by more than five minutes.',
  stops: 'Every program that uses the proxy fails, even if it can use a ticket.',
  confusedWith: {
    'kerberos-ticket-missing': 'the cache has no ticket at all.',
    'kerberos-ticket-expired': 'the ticket has expired.',
    'proxy-login-scheme-unsupported': 'curl can log in with the ticket, but other programs cannot.',
  },
  byHand: [
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: Negotiate',
      tells: 'The proxy offers Kerberos (Negotiate), but not Basic.',
    },
    {
      run: command`klist -s && echo 'valid ticket'`,
      shows: 'valid ticket',
      tells: 'The ticket on this machine is valid.',
    },
    {
      run: proxyCheck(word`https://<host>/`, command`http://<proxy> --proxy-negotiate -U :`),
      shows: 'CONNECT 407',
      tells: 'The proxy refuses curl with this ticket. With -v, a line with “gss_init_sec_context() failed” names an error of the KDC.',
    },
  ],
  example: {
    ...{ proxy: '<proxy>', schemes: ['Negotiate'], products: [], hosts: ['<host>'], credentialsSent: false, nothingPasses: false },
    ...{ user: '<user>', realm: 'CORP.EXAMPLE', endsAt: '2026-01-05T18:00:00.000Z' },
    ...{ kdcs: [], kdcAnswers: true, matter: 'refused', helpers: [], netrc: 'no-file' },
  },
  title: (facts) => ticketWords(facts).title(facts),
  evidence: (facts) => [
    demandText(facts),
    `The ticket of ${facts.user ?? 'this user'} in ${facts.realm} is valid until ${facts.endsAt ?? 'an unknown time'}.`,
    ticketWords(facts).evidence(facts),
  ],
  fixes: (facts) => ticketWords(facts).fixes(facts),
});
