/** Title, evidence and fixes of GD140 for each result of curl's login. */

import { addressFamily } from '../../../model/address.ts';
import { command, listing } from '../../../model/command/index.ts';
import { isRefusedTicket, type RefusedTicket, type TicketFacts } from '../../facts/tickets.ts';
import type { FixDraft } from '../rule.ts';
import { exemptFix } from './login-words.ts';

interface Words {
  title(facts: TicketFacts): string;
  evidence(facts: TicketFacts): string;
  fixes(facts: TicketFacts): FixDraft[];
}

export function ticketWords({ matter }: TicketFacts): Words {
  return WORDS[isRefusedTicket(matter) ? matter : 'refused'];
}

/** The service principal name (SPN) of the proxy, which the Kerberos realm must know (RFC 4559 §4.1). */
const serviceOf = (facts: TicketFacts) => `HTTP/${hostOf(facts)}`;
const hostOf = ({ proxy }: TicketFacts) => proxy.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');

const WORDS: Readonly<Record<RefusedTicket, Words>> = {
  refused: {
    title: ({ proxy }) => `The proxy ${proxy} refuses a valid Kerberos ticket`,
    evidence: (facts) => `curl got a ticket for ${serviceOf(facts)} and sent it, and ${facts.proxy} answered 407 again.`,
    fixes: (facts) => [
      {
        owner: 'network-team',
        text: `The proxy ${facts.proxy} refuses a valid ticket of ${facts.realm} for ${serviceOf(facts)}. Please look for the reason in the proxy’s log of Kerberos logins. If the keytab of the proxy has no key with the current number (kvno), renew it. Otherwise correct the clock of the proxy, or let our account use the proxy. The two commands below print the kvno in the keytab and in the realm.`,
        command: command`klist -k <keytab of the proxy>\nkvno ${serviceOf(facts)}`,
      },
      exemptFix(facts),
    ],
  },
  'unknown-service': {
    title: ({ realm, proxy }) => `The realm ${realm} does not know the proxy ${proxy}, so there is no ticket for it`,
    evidence: (facts) => `A KDC told curl that the service ${serviceOf(facts)} does not exist in ${facts.realm}.`,
    fixes: (facts) => [
      addressFamily(hostOf(facts)) === null
        ? {
            owner: 'network-team',
            text: `The realm ${facts.realm} has no service for the proxy ${facts.proxy}. Please register this service name for the account of the proxy and add its key to the proxy’s keytab, or tell us the name of the proxy that the realm knows.`,
            command: listing('names', [serviceOf(facts)]),
          }
        : {
            owner: 'you',
            text: 'The proxy variables contain the address of the proxy. Write its host name instead, because the realm knows services by name.',
            command: command`export HTTPS_PROXY=http://<host name of the proxy>:<port>\nexport HTTP_PROXY="$HTTPS_PROXY"`,
          },
      exemptFix(facts),
    ],
  },
  'clock-skew': {
    title: ({ realm, proxy }) => `The clock differs too much from the clock of the KDC of ${realm} to get a ticket for the proxy ${proxy}`,
    evidence: (facts) => `A KDC of ${facts.realm} told curl that the clocks differ too much.`,
    fixes: (facts) => [
      {
        owner: 'you',
        text: 'Set the clock of this machine by the same time servers as the realm, then get a new ticket.',
        command: command`timedatectl set-ntp true\ntimedatectl status`,
      },
      exemptFix(facts),
    ],
  },
};
