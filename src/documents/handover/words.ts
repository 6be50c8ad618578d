/** The words of a request that every form shares. */
import type { Owner } from '../../model/finding.ts';
import type { Ask, Exemption, Handover, Opening } from '../../model/handover.ts';
import { VANTAGE_WORDS } from '../words/words.ts';
import { holdsEntries } from './no-proxy-list.ts';

export const REQUEST_TITLES = {
  'network-team': 'Gitpod (Ona) access: what we ask of the network / security team',
  'aws-admin': 'Gitpod (Ona) access: what we ask of the AWS administrator',
  you: 'Gitpod (Ona) access: what you can do yourself',
  gitpod: 'Gitpod (Ona) access: for Gitpod support',
} as const satisfies Record<Owner, string>;

/** Owners other than the user, who needs no request. */
export const ASK_TITLES = {
  'network-team': 'What we ask for',
  'aws-admin': 'What we ask for',
  you: 'What to do',
  gitpod: 'What we ask for',
} as const satisfies Record<Owner, string>;
export const RULES_HEAD = 'To be let through, outbound';
export const SPARED_HEAD = 'To be exempt from TLS inspection';
/** Heads the NO_PROXY list, which includes the additions requested above. */
export function noProxyHead(told: Handover): string {
  return `NO_PROXY that every program reads alike${holdsEntries(told) ? ', with what is added above' : ''}`;
}
export const JAVA_HEAD = 'The same for Java (http.nonProxyHosts)';
/** For hosts that are optional, or needed only in set-ups that may not apply. */
export const IF_USED = 'only if you use it';
export const ADVICE_HEAD = 'Worth knowing: nothing that counts fails for it now';

/** Only a filter needs the source of the connections; other teams do not. */
export function sourceLine(told: Handover): string {
  const source = sourceText(told);
  return told.owner === 'network-team' && source !== '' ? `Outbound from: ${source}` : '';
}

/** The source of connections: `the runner, 10.20.0.10/24`; empty if unknown. */
export function sourceText({ source: { place, addresses } }: Handover): string {
  return [...(place === null ? [] : [VANTAGE_WORDS[place]]), ...addresses.map(({ address, prefix }) => `${address}/${prefix}`)].join(', ');
}

export function routeText({ proxy }: Opening): string {
  return proxy === null ? 'direct' : `through the proxy ${proxy}`;
}

/** The measured addresses, and the name if it differs from the requested one. */
export function measuredText({ host, allow, addresses }: Opening): string {
  const at = addresses.filter((address) => address !== host);
  if (allow.includes(host)) return at.join(', ');
  return `${host}${at.length === 0 ? '' : ` at ${at.join(', ')}`}`;
}

export interface AskedFor {
  ask: Ask;
  openings: Opening[];
  exemptions: Exemption[];
}

/** Each task with its rules. Advice comes last. */
export function asksOf({ asks, openings, exemptions }: Handover): { needed: AskedFor[]; advice: AskedFor[] } {
  const all = asks.map((ask) => ({
    ask,
    openings: openings.filter(({ finding }) => finding === ask.finding.id),
    exemptions: exemptions.filter(({ finding }) => finding === ask.finding.id),
  }));
  const isAdvice = ({ ask }: AskedFor) => ask.finding.severity === 'advice';
  return { needed: all.filter((each) => !isAdvice(each)), advice: all.filter(isAdvice) };
}
