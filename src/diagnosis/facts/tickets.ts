/** Proxies that offer Negotiate (Kerberos) and no Basic, and what this machine lacks for such a login. */
import type { Observation, ProxyLoginObservation } from '../../model/observation.ts';
import type { LoginMeans } from '../../model/proxy-login.ts';
import { hostPort } from '../../model/target.ts';
import { observationsOfProbe } from './log.ts';
import { acceptsBasic, type LoginFacts, loginClaims } from './login.ts';
import { memoize } from './memo.ts';
import { proxyText } from './proxy-settings.ts';
import { proxyOf, type View } from './view.ts';

/** `no-kdc`: no usable ticket, and none of the realm's KDCs answers. */
export type TicketMatter = 'missing' | 'expired' | 'no-kdc';

export interface TicketFacts extends LoginFacts {
  user: string | null;
  realm: string;
  endsAt: string | null;
  kdcs: string[];
  /** Whether one of the KDCs answers; null if none is known or none was contacted. */
  kdcAnswers: boolean | null;
  helpers: LoginMeans['helpers'];
  netrc: LoginMeans['netrc'];
}

interface TicketState {
  matter: TicketMatter | null;
  evidence: string[];
  facts: Omit<TicketFacts, keyof LoginFacts>;
}

/** The claims for one of these states: the 407 answers of proxies that offer Negotiate and no Basic. */
export function ticketClaims(view: View, matter: TicketMatter) {
  return loginClaims(view, (login) => matterAt(view, login) === matter).map((claim) => {
    const state = ticketStates(view).get(claim.facts.proxy);
    return { ...claim, evidence: state?.evidence ?? [], facts: { ...claim.facts, ...(state?.facts ?? NO_FACTS) } };
  });
}

/** Null if a ticket would not help (the proxy offers Basic, or no realm is known), or if a usable one exists. */
export function matterAt(view: View, login: LoginFacts): TicketMatter | null {
  if (acceptsBasic(login) || !login.schemes.includes('Negotiate')) return null;
  return ticketStates(view).get(login.proxy)?.matter ?? null;
}

const NO_FACTS: TicketState['facts'] = { user: null, realm: '', endsAt: null, kdcs: [], kdcAnswers: null, helpers: [], netrc: 'no-file' };

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
  const facts = { user: ticket?.user ?? null, realm: realm ?? '', endsAt: ticket?.endsAt ?? null, kdcs, kdcAnswers, helpers, netrc };
  const evidence = [observation.id, ...controls.map(({ id }) => id)];
  if (realm === null || means.cache === 'unread' || ticket?.hasServiceTicket === true) return { matter: null, evidence, facts };
  if (kdcAnswers === false) return { matter: 'no-kdc', evidence, facts };
  if (ticket === null) return { matter: 'missing', evidence, facts };
  const isOver = ticket.endsAt !== null && Date.parse(ticket.endsAt) <= Date.parse(observation.startedAt);
  return { matter: isOver ? 'expired' : null, evidence, facts };
}

function placeOf({ target }: Observation): string {
  return target.kind === 'tcp' ? hostPort(target.host, target.port) : '';
}
