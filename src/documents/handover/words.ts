/** The words of a request that all formats share. */
import { networkOf } from '../../model/address.ts';
import type { Owner } from '../../model/finding.ts';
import type { Exemption, Handover, HandoverItem, Opening, RequiredConnection } from '../../model/handover.ts';
import type { OwnAddress } from '../../model/host-facts.ts';
import type { Vantage } from '../../model/vantage.ts';
import { hasNoProxyEntries } from './no-proxy-list.ts';

const PLACES = { laptop: 'laptop', runner: 'Gitpod runner', environment: 'Gitpod environment' } as const satisfies Record<Vantage, string>;

/** The place of measurement, for a reader at another machine. */
export function placeWords(article: 'a' | 'the', place: Vantage): string {
  return `${article} ${PLACES[place]}`;
}

/** True for teams to which the user sends the request. */
export function isForOthers(owner: Owner): boolean {
  return owner === 'network-team' || owner === 'aws-admin';
}

/** The subject of the e-mail or ticket. That of a demo says so, because its network does not exist. */
export function emailSubject(told: Handover): string {
  return told.demo === null ? wishOf(told) : `DEMO: ${wishOf(told)}`;
}

function wishOf({ owner, openings, exemptions }: Handover): string {
  switch (owner) {
    case 'network-team':
      if (openings.some((rule) => rule.needed)) return 'Please allow outbound connections for Gitpod (Ona)';
      return exemptions.length > 0 ? 'Please exempt Gitpod (Ona) from TLS inspection' : 'Gitpod (Ona) needs a change in our network';
    case 'aws-admin':
      return 'Gitpod (Ona) needs a change in our AWS account';
    case 'you':
      return 'Gitpod (Ona): what you can do yourself';
    case 'gitpod':
      return 'Gitpod (Ona): result of a network check, for support';
  }
}

/** The headings of the changes, by owner. */
export const ITEMS_TITLES = {
  'network-team': 'What to change',
  'aws-admin': 'What to change',
  you: 'What to do',
  gitpod: 'What we ask for',
} as const satisfies Record<Owner, string>;
/** The heading of the NO_PROXY list, which includes the additions requested above. */
export function noProxyHeading(told: Handover): string {
  return `A NO_PROXY value that every program reads in the same way${hasNoProxyEntries(told) ? ', with the entries added above' : ''}`;
}
export const JAVA_HEADING = 'The same for Java (http.nonProxyHosts)';
/** The note for connections that are optional, or needed only in set-ups that may not apply. */
export const OPTIONAL_REMARK = 'only if you use this service';
/** Other machines open these connections, so no measurement on this machine can show whether they are allowed. */
export const INBOUND_HEADING = 'Inbound rules';
export const INBOUND_SENTENCE =
  'The installation also needs the inbound connections in this table. They were not measured, so please check them.';
export const ADVICE_HEADING = 'For information: this breaks nothing that Gitpod needs';

/** Returns the source of connections, such as `a Gitpod runner, 10.20.0.10 in 10.20.0.0/24`; empty if unknown. */
export function sourceText({ source: { place, addresses } }: Handover): string {
  return [...(place === null ? [] : [placeWords('a', place)]), ...addresses.map(addressText)].join(', ');
}

function addressText({ address, prefix }: OwnAddress): string {
  const network = networkOf(address, prefix);
  return network === null || network === `${address}/${prefix}` ? address : `${address} in ${network}`;
}

export function isWorking({ state }: Pick<RequiredConnection, 'state'>): boolean {
  return state === 'works';
}

/** The present state of a connection, in the words of the table. */
export function stateText({ state, seen, needed }: RequiredConnection): string {
  const words = { works: 'works', intercepted: 'intercepted', 'not-measured': 'not tested', fails: SHORT[seen ?? ''] ?? 'fails' }[state];
  return needed ? words : `${words} (${OPTIONAL_REMARK})`;
}

/** Failures in words that are short enough for a column. */
const SHORT: Readonly<Record<string, string>> = {
  'no answer': 'no answer',
  'connection refused': 'refused',
  refused: 'refused',
  unreachable: 'unreachable',
  'the proxy refuses': 'refused',
  'prohibited by a firewall': 'prohibited',
};

export interface HandoverItemRules {
  ask: HandoverItem;
  openings: Opening[];
  exemptions: Exemption[];
}

/** Groups the rules by what they allow. Advice comes last. */
export function itemsWithRules({ asks, openings, exemptions }: Handover): { needed: HandoverItemRules[]; advice: HandoverItemRules[] } {
  const all = asks.map((ask) => ({
    ask,
    openings: openings.filter(({ finding }) => finding === ask.finding.id),
    exemptions: exemptions.filter(({ finding }) => finding === ask.finding.id),
  }));
  const isAdvice = ({ ask }: HandoverItemRules) => ask.finding.severity === 'advice';
  return { needed: all.filter((each) => !isAdvice(each)), advice: all.filter(isAdvice) };
}
