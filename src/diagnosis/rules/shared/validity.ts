/** Certificates outside their validity period although the clock of this machine is right: not yet valid (320) and expired (308). */

import { ownerOf, publishedOwner } from '../../../knowledge/owner-of-host.ts';
import type { FailureKind } from '../../../model/failure.ts';
import type { Confidence } from '../../../model/finding.ts';
import { type Clock, clockOf, validByServerTime } from '../../facts/clock.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../../facts/hops.ts';
import { unique } from '../../facts/order.ts';
import { issuerName } from '../../facts/tls-proof.ts';
import type { View } from '../../facts/view.ts';
import type { Claim } from '../rule.ts';
import { plural, toList, verb } from './wording.ts';

export interface Validity {
  hosts: string[];
  issuer: string | null;
  /** True if the chain ends in a public root, so that the certificate is the owner's own. Null without a certificate. */
  genuine: boolean | null;
  notBefore: string | null;
  notAfter: string | null;
  clock: Clock['state'];
  /** The number of servers whose time agrees with this machine's. */
  witnesses: number;
  gitpod: boolean;
}

export function validityClaims(view: View, ...kinds: FailureKind[]): Claim<Validity>[] {
  const clock = clockOf(view);
  // If certificates are valid at the time of the servers, the clock of this machine is at fault (115).
  const outside = failedHops(view, new Set(kinds)).filter(({ observation, hop }) => {
    const tls = phaseOfHop(observation, 'tls', hop);
    return tls === undefined || !validByServerTime(observation, tls, clock);
  });
  const owners = new Set(outside.map(({ host }) => ownerOf(host))).size;
  return [...Map.groupBy(outside, certificateKey).values()].map((group) => {
    const facts = factsOf(group, clock);
    return {
      subject: facts.genuine !== false ? toList(facts.hosts, 1) : (facts.issuer ?? toList(facts.hosts, 1)),
      confidence: confidenceOf(facts, owners),
      accountsFor: group.map(({ observation }) => observation.id),
      facts,
    };
  });
}

/** The owner of the certificate, and the result of the clock comparison. */
export function validityLines({ issuer, genuine, notBefore, notAfter, clock, witnesses }: Validity): string[] {
  return [
    genuine === null
      ? 'The certificate itself was not seen, because the program only reported the fault.'
      : `The certificate is valid from ${notBefore ?? 'an unknown date'} to ${notAfter ?? 'an unknown date'}. It is signed by “${issuer ?? 'an unnamed issuer'}”, whose chain leads to ${genuine ? 'a public root' : 'no public root'}.`,
    CLOCK_WORDS[clock](witnesses),
  ];
}

/** One finding per certificate of an owner, or per private CA, whatever it signed. */
function certificateKey({ observation, hop, host }: FailedHop): string {
  const tls = phaseOfHop(observation, 'tls', hop);
  if (tls?.trust == null || tls.chain.length === 0) return `unknown ${host}`;
  if (tls.trust.public !== 'trusted') return `private ${issuerName(tls.chain) ?? host}`;
  return `public ${tls.chain[0]?.sha256 ?? host}`;
}

function factsOf(group: readonly FailedHop[], clock: Clock): Validity {
  const [first] = group;
  const tls = first === undefined ? undefined : phaseOfHop(first.observation, 'tls', first.hop);
  const hosts = unique(group.map(({ host }) => host));
  return {
    hosts,
    issuer: issuerName(tls?.chain ?? []),
    genuine: tls?.trust == null || tls.chain.length === 0 ? null : tls.trust.public === 'trusted',
    notBefore: tls?.chain[0]?.notBefore ?? null,
    notAfter: tls?.chain[0]?.notAfter ?? null,
    clock: clock.state,
    witnesses: clock.hosts.length,
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

/** If no server confirms the clock, certificates of several owners that expire together suggest a wrong clock. */
function confidenceOf({ genuine, clock }: Validity, owners: number): Confidence {
  if (genuine === null) return 'possible';
  if (clock === 'unproven') return genuine && owners > 1 ? 'possible' : 'likely';
  return genuine ? 'certain' : 'likely';
}

const CLOCK_WORDS = {
  agrees: (witnesses) =>
    `${plural(witnesses, 'server')} ${verb(witnesses, 'gives', 'give')} the same time as the machine, so its clock is right.`,
  wrong: () => 'The clock of the machine is wrong, but the certificate is expired or not yet valid by the time of the servers as well.',
  unproven: () => 'No server confirmed the time of the machine, so its clock may be wrong.',
} as const satisfies Record<Clock['state'], (witnesses: number) => string>;

export function dateOf(timestamp: string | null): string {
  return timestamp === null ? 'an unknown date' : timestamp.slice(0, 10);
}
