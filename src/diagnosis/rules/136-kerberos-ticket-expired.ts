/** GD136: the proxy answers CONNECT with 407 and offers Negotiate but not Basic, and this machine's Kerberos ticket has expired. */

import { command, word } from '../../model/command/index.ts';
import { type TicketFacts, ticketClaims } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer } from './shared/by-hand.ts';
import { demandText, exemptFix, getTicket, withTicketFixes } from './shared/login-words.ts';
import { toList } from './shared/wording.ts';

export const kerberosTicketExpired = defineRule<TicketFacts>({
  code: 'GD136',
  excludes: {
    'kerberos-ticket-missing': by.controls('login-means'),
    'proxy-login-scheme-unsupported': by.controls('login-means'),
    'proxy-requires-login': by.failuresOf('tunnel.407'),
  },
  find: (view) => ticketClaims(view, (matter) => matter === 'expired'),

  summary: 'The proxy wants a Kerberos ticket, but the ticket on this machine has expired.',
  why: 'The proxy answers CONNECT with 407 and offers Negotiate. The cache has a ticket, but it has expired: tickets are usually valid for ten hours, and no program renewed this ticket.',
  stops: 'Every program that uses the proxy fails, even if it can use a ticket.',
  confusedWith: {
    'kerberos-ticket-missing': 'the cache has no ticket at all.',
    'proxy-login-scheme-unsupported': 'the ticket is still valid, but the programs cannot use it.',
    'proxy-requires-login': 'the proxy also offers Basic, so a user name and password are enough.',
  },
  byHand: [
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: Negotiate',
      tells: 'The proxy offers Kerberos (Negotiate), but not Basic.',
    },
    {
      run: command`klist -s || echo 'no valid ticket'`,
      shows: 'no valid ticket',
      tells: 'The ticket is missing or has expired. “klist” without options prints when it expires.',
    },
  ],
  example: {
    ...{ proxy: '<proxy>', schemes: ['Negotiate'], products: [], hosts: ['<host>'], credentialsSent: false, nothingPasses: false },
    ...{ user: '<user>', realm: 'CORP.EXAMPLE', endsAt: '2026-01-05T08:00:00.000Z' },
    ...{ kdcs: [], kdcAnswers: true, matter: 'expired', helpers: [], netrc: 'no-file' },
  },
  title: ({ proxy }) => `The proxy ${proxy} wants a Kerberos ticket, but the ticket has expired`,
  evidence: (facts) => [
    demandText(facts),
    `The ticket of ${facts.user ?? 'this user'} in ${facts.realm} ended at ${facts.endsAt ?? 'an unknown time'}.`,
    facts.kdcAnswers === true && `A KDC of ${facts.realm} answers: ${toList(facts.kdcs)}.`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `Get a new ticket of ${facts.realm}, with the password of your domain account.`,
      command: getTicket(facts),
    },
    ...withTicketFixes(facts),
    exemptFix(facts),
  ],
});
