/** What this machine has for a login at a proxy, in the evidence. */
import type { LoginMeans, LoginOpinion } from '../../model/proxy-login.ts';
import { hostPort } from '../../model/target.ts';
import { type Say, toList } from '../words/say.ts';
import type { EvidenceLine } from './evidence-line.ts';

const OUTCOMES: Readonly<Record<LoginOpinion['outcome'], string>> = {
  accepted: 'the proxy opens the tunnel',
  refused: 'the proxy answers 407 again',
  'no-answer': 'the proxy opens no tunnel',
  unable: 'curl cannot log in with a ticket, or is not installed',
};

const TICKETS: Readonly<Record<NonNullable<LoginOpinion['ticket']>, string>> = {
  sent: 'with a ticket for the proxy, ',
  'unknown-service': 'without a ticket, because the realm does not know the proxy, ',
  'clock-skew': 'without a ticket, because the clocks differ too much, ',
};

export function loginLines({ cache, ticket, defaultRealm, kdcs, netrc, helpers, opinions = [] }: LoginMeans, say: Say): EvidenceLine[] {
  const held = ticket === null ? 'none' : say`${ticket.user}@${ticket.realm}, until ${ticket.endsAt ?? 'an unknown time'}`;
  return [
    { label: 'ticket', text: cache === 'unread' ? 'the cache could not be read' : held },
    ...(defaultRealm === null ? [] : [{ label: 'realm', text: say`${defaultRealm}` }]),
    ...(kdcs.length === 0 ? [] : [{ label: 'KDCs', text: toList(kdcs.map(({ host, port }) => say`${hostPort(host, port)}`)) }]),
    ...(netrc === 'entry' ? [{ label: 'netrc', text: 'has an entry for the proxy' }] : []),
    ...helpers.map(({ program, port }) => ({
      label: 'helper',
      text: `${program === 'unknown' ? 'something' : program} listens on 127.0.0.1:${port}`,
    })),
    ...opinions.map(({ scheme, outcome, ticket: used }) => ({
      label: 'curl',
      text: `with ${scheme}: ${used === undefined ? '' : TICKETS[used]}${OUTCOMES[outcome]}`,
    })),
  ];
}
