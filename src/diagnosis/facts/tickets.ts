/** Proxies that offer Negotiate (Kerberos) and no Basic, and what this machine lacks for such a login. */
import type { Observation, ProxyLoginObservation } from '../../model/observation.ts';
import type { LoginMeans } from '../../model/proxy-login.ts';
import { hostPort } from '../../model/target.ts';
import { observationsOfProbe } from './log.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from './login.ts';
import { memoize } from './memo.ts';
import { proxyText } from './proxy-settings.ts';
import { proxyOf, type View } from './view.ts';

/** What curl reports about a valid ticket, if the user let curl log in. */
export type RefusedTicket = 'refused' | 'unknown-service' | 'clock-skew';

export function isRefusedTicket(matter: TicketMatter | null): matter is RefusedTicket {
  return matter === 'refused' || matter === 'unknown-service' || matter === 'clock-skew';
}

/** `no-kdc`: no usable ticket, and none of the realm's KDCs answers. */
export type TicketMatter = 'missing' | 'expired' | 'no-kdc' | RefusedTicket;

export interface TicketFacts extends LoginFacts {
  user: string | null;
  realm: string;
  endsAt: string | null;
  kdcs: string[];
  /** Whether a KDC answers; null if no KDC is known or contacted. */
  kdcAnswers: boolean | null;
  matter: TicketMatter | null;
  helpers: LoginMeans['helpers'];
  netrc: LoginMeans['netrc'];
}

interface TicketState {
  evidence: string[];
  facts: Omit<TicketFacts, keyof LoginFacts>;
}

/** One claim for each proxy that offers Negotiate but not Basic, if the ticket is in one of these states. */
export function ticketClaims(view: View, isAbout: (matter: TicketMatter | null) => boolean) {
  return loginClaims(view, (login) => isAbout(matterAt(view, login))).map((claim) => {
    const state = ticketStates(view).get(claim.facts.proxy);
    return { ...claim, evidence: state?.evidence ?? [], facts: { ...claim.facts, ...(state?.facts ?? NO_FACTS) } };
  });
}

/**
 * What is wrong with the ticket for this proxy. Null if a ticket would not help (the proxy offers Basic, or no realm is known), or if a
 * usable ticket exists.
 */
export function matterAt(view: View, login: LoginFacts): TicketMatter | null {
  if (acceptsBasic(login) || !login.schemes.includes('Negotiate')) return null;
  return ticketStates(view).get(login.proxy)?.facts.matter ?? null;
}

const NO_FACTS: TicketState['facts'] = {
  ...{ user: null, realm: '', endsAt: null, kdcs: [], kdcAnswers: null },
  ...{ matter: null, helpers: [], netrc: 'no-file' },
};

const ticketStates = memoize((view: View): ReadonlyMap<string, TicketState> => {
  return new Map(
    observationsOfProbe(view, 'proxy-login').flatMap((observation): [string, TicketState][] => {
      const { means, state } = observation;
      const proxy = proxyOf(observation);
      if (proxy === null || means === null || state !== 'completed') return [];
      return [[proxyText(proxy), stateOf(view, observation, means)]];
    }),
  );
});

function stateOf(view: View, observation: ProxyLoginObservation, means: LoginMeans): TicketState {
  const { ticket, defaultRealm, helpers, netrc } = means;
  const realm = ticket?.realm ?? defaultRealm;
  const kdcs = means.kdcs.map(({ host, port }) => hostPort(host, port));
  const controls = view.controls('kdc').filter((one) => one.state === 'completed' && kdcs.includes(placeOf(one)));
  const kdcAnswers = controls.length === 0 ? null : controls.some(({ failure }) => failure === null);
  const matter = matterOf(observation, means, kdcAnswers);
  const facts = {
    user: ticket?.user ?? null,
    realm: realm ?? '',
    endsAt: ticket?.endsAt ?? null,
    kdcs,
    kdcAnswers,
    matter,
    helpers,
    netrc,
  };
  return { evidence: [observation.id, ...controls.map(({ id }) => id)], facts };
}

function matterOf({ startedAt }: Observation, means: LoginMeans, kdcAnswers: boolean | null): TicketMatter | null {
  const { ticket, defaultRealm, opinions = [] } = means;
  if ((ticket?.realm ?? defaultRealm) === null || means.cache === 'unread') return null;
  const opinion = opinions.find(({ scheme }) => scheme === 'Negotiate');
  if (opinion?.outcome === 'accepted') return null;
  const isOver = ticket !== null && ticket.endsAt !== null && Date.parse(ticket.endsAt) <= Date.parse(startedAt);
  if (ticket !== null && !isOver && opinion?.outcome === 'refused' && opinion.ticket !== undefined)
    return opinion.ticket === 'sent' ? 'refused' : opinion.ticket;
  if (ticket?.hasServiceTicket === true) return null;
  if (kdcAnswers === false) return 'no-kdc';
  if (ticket === null) return 'missing';
  return isOver ? 'expired' : null;
}

function placeOf({ target }: Observation): string {
  return target.kind === 'tcp' ? hostPort(target.host, target.port) : '';
}
