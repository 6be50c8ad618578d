/** GD137: the proxy requires a Kerberos ticket, and no KDC answers this machine. */

import { command, word } from '../../model/command/index.ts';
import { type TicketFacts, ticketClaims } from '../facts/tickets.ts';
import { by, defineRule } from './rule.ts';
import { proxyAnswer } from './shared/by-hand.ts';
import { demandText, exemptFix, getTicket } from './shared/login-words.ts';
import { toList } from './shared/wording.ts';

export const kerberosKdcUnreachable = defineRule<TicketFacts>({
  code: 'GD137',
  excludes: {
    'kerberos-ticket-missing': by.controls('kdc'),
    'kerberos-ticket-expired': by.controls('kdc'),
    'proxy-login-scheme-unsupported': by.failuresOf('tunnel.407'),
  },
  find: (view) => ticketClaims(view, (matter) => matter === 'no-kdc'),

  summary: 'The proxy wants a Kerberos ticket, but no KDC of the realm can be reached.',
  why: 'The proxy answers CONNECT with 407 and offers Negotiate. Programs get a ticket from a KDC of the realm (a domain controller) on port 88. No KDC accepts a connection from here. A firewall may block it, or a VPN may be off.',
  stops: 'Every program that uses the proxy fails as soon as it needs a new ticket.',
  confusedWith: {
    'kerberos-ticket-missing': 'a KDC answers, and kinit gets a ticket.',
    'kerberos-ticket-expired': 'a KDC answers, and kinit gets a new ticket.',
    'proxy-login-scheme-unsupported': 'the cache has a valid ticket, or the machine belongs to no realm.',
  },
  byHand: [
    {
      run: proxyAnswer(word`https://<host>/`, word`proxy-authenticate`),
      shows: 'Proxy-Authenticate: Negotiate',
      tells: 'The proxy offers Kerberos (Negotiate), but not Basic.',
    },
    {
      run: command`nc -vz -w 3 <kdc> 88 || echo 'no KDC there'`,
      shows: 'no KDC there',
      tells: 'The KDC does not accept a connection from here.',
    },
  ],
  example: {
    ...{ proxy: '<proxy>', schemes: ['Negotiate'], products: [], hosts: ['<host>'], credentialsSent: false, nothingPasses: false },
    ...{
      user: null,
      realm: 'CORP.EXAMPLE',
      endsAt: null,
      kdcs: ['kdc.corp.example:88'],
      kdcAnswers: false,
      matter: 'no-kdc',
      helpers: [],
      netrc: 'no-file',
    },
  },
  title: ({ realm, proxy }) => `No KDC of ${realm} can be reached, and the proxy ${proxy} wants a ticket`,
  evidence: (facts) => [
    demandText(facts),
    `No connection to ${toList(facts.kdcs)} opens.`,
    facts.endsAt === null
      ? 'The ticket cache of this user has no ticket.'
      : `The ticket of ${facts.user ?? 'this user'} ends or ended at ${facts.endsAt}.`,
  ],
  fixes: (facts) => [
    {
      owner: 'you',
      text: `If the domain ${facts.realm} can be reached only through a VPN, connect the VPN, then get a ticket.`,
      command: getTicket(facts),
    },
    {
      owner: 'network-team',
      text: `Our machine cannot reach a KDC of ${facts.realm} (${toList(facts.kdcs)}), so it gets no ticket for the proxy ${facts.proxy}. Please allow port 88 over TCP and UDP from our machine to the domain controllers, or correct the KDCs in krb5.conf and DNS.`,
    },
    exemptFix(facts),
  ],
});
