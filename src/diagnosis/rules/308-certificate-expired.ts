/** GD308: the certificate is outside its validity, and the clock of this machine is not the reason. */

import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { certificateOf } from '../by-hand.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../evidence/hops.ts';
import { ownerOf, publishedOwner } from '../evidence/owner-of-host.ts';
import { issuerName } from '../evidence/tls-proof.ts';
import { counted, listed, unique, verb } from '../evidence/wording.ts';
import * as by from '../exclusions.ts';
import { type Clock, clockOf, validByServerTime } from '../facts/clock.ts';
import { rule } from '../rule.ts';

interface Facts {
  hosts: string[];
  issuer: string | null;
  /** The chain ends in a public root: it is the owner's own certificate. Null: no certificate is at hand. */
  genuine: boolean | null;
  notYet: boolean;
  notBefore: string | null;
  notAfter: string | null;
  clock: Clock['state'];
  /** Servers whose time agrees with this machine's. */
  witnesses: number;
  gitpod: boolean;
}

const OUTSIDE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.expired', 'tls.not-yet-valid']);

export const certificateExpired = rule<Facts>({
  code: 'GD308',
  scope: 'mechanism',
  excludes: { 'clock-wrong': (view) => clockOf(view).observations, 'tls-intercepted': by.failedWith('tls.expired', 'tls.not-yet-valid') },

  find(view) {
    const clock = clockOf(view);
    // What is valid by the time of the servers is the fault of this clock (115).
    const outside = failedHops(view, OUTSIDE).filter(({ observation, hop }) => {
      const tls = phaseOfHop(observation, 'tls', hop);
      return tls === undefined || !validByServerTime(observation, tls, clock);
    });
    const owners = new Set(outside.map(({ host }) => ownerOf(host))).size;
    return [...Map.groupBy(outside, certificateKey).values()].map((group) => {
      const facts = factsOf(group, clock);
      return {
        subject: facts.genuine !== false ? listed(facts.hosts, 1) : (facts.issuer ?? listed(facts.hosts, 1)),
        confidence: confidenceOf(facts, owners),
        accountsFor: group.map(({ observation }) => observation.id),
        facts,
      };
    });
  },

  explanation: {
    summary: 'A certificate is outside its period of validity.',
    why: 'Its owner did not renew it in time. If an inspecting device made it, that device’s own authority has expired or its clock is wrong. A wrong clock on this machine gives the same error, so it is compared with the clocks of the other hosts first.',
    stops: 'Every program that verifies certificates refuses the connection.',
    otherwise: 'this clock was not proved right, or the certificate is not the genuine one',
    confusedWith: [
      { name: 'clock-wrong', apart: 'There the Date headers of all hosts differ from this clock; here they agree with it.' },
      { name: 'tls-intercepted', apart: 'There the authority is a private one; here only the date is wrong.' },
    ],
    byHand: [
      {
        run: certificateOf('<host>', '-dates -checkend 0'),
        shows: 'Certificate will expire',
        tells: 'It is past its date already: 0 asks about this second. The line above it gives the dates.',
      },
      {
        run: 'curl -sS -o /dev/null -m 10 https://<host>/',
        shows: 'certificate has expired',
        tells: 'Programs refuse it. With a clock that is ahead they say the same: GD115 tells how to compare.',
      },
    ],
    example: {
      hosts: ['<host>'],
      issuer: '<issuer>',
      genuine: true,
      notYet: false,
      notBefore: null,
      notAfter: '<date>',
      clock: 'agrees',
      witnesses: 1,
      gitpod: false,
    },
    title: ({ hosts, notYet, notBefore, notAfter }) =>
      notYet
        ? `The certificate of ${listed(hosts)} is not valid before ${day(notBefore)}`
        : `The certificate of ${listed(hosts)} ${notAfter === null ? 'is outside its dates' : `expired on ${day(notAfter)}`}`,
    evidence: ({ issuer, genuine, notBefore, notAfter, clock, witnesses }) => [
      genuine === null
        ? 'The certificate itself is not at hand: the program only said what is wrong with it.'
        : `Valid from ${notBefore ?? 'an unknown date'} to ${notAfter ?? 'an unknown date'}, signed by “${issuer ?? 'an unnamed issuer'}”, ${genuine ? 'which leads to a public root' : 'which leads to no public root'}.`,
      CLOCK_WORDS[clock](witnesses),
    ],
    fixes: ({ hosts, genuine, gitpod, clock, issuer, notAfter }) => [
      ...(clock === 'agrees'
        ? []
        : [{ owner: 'you' as const, text: 'Compare the clock of this machine with a trusted one first.', command: 'date -u' }]),
      genuine !== false
        ? {
            owner: gitpod && genuine === true ? ('gitpod' as const) : ('you' as const),
            text:
              gitpod && genuine === true
                ? `The certificate of ${listed(hosts)} (issuer “${issuer ?? 'unnamed'}”) is outside its validity since ${day(notAfter)}. Please renew it.`
                : `The operator of ${listed(hosts)} has to renew ${verb(hosts.length, 'its certificate', 'their certificates')}. Look at the operator's status page, and tell them if it is not known there.`,
          }
        : {
            owner: 'network-team' as const,
            text: `The certificate presented for ${listed(hosts, 20)} is made by “${issuer ?? 'a private authority'}” and is outside its validity (until ${day(notAfter)}). Please renew the certificate of the device that signs, or exempt ${verb(hosts.length, 'this host', 'these hosts')} from TLS inspection.`,
          },
    ],
  },
});

/** One finding for one certificate of an owner, or for one private authority, whatever it signed. */
function certificateKey({ observation, hop, host }: FailedHop): string {
  const tls = phaseOfHop(observation, 'tls', hop);
  if (tls?.trust == null || tls.chain.length === 0) return `unknown ${host}`;
  if (tls.trust.public !== 'trusted') return `private ${issuerName(tls.chain) ?? host}`;
  return `public ${tls.chain[0]?.sha256 ?? host}`;
}

function factsOf(group: readonly FailedHop[], clock: Clock): Facts {
  const [first] = group;
  const tls = first === undefined ? undefined : phaseOfHop(first.observation, 'tls', first.hop);
  const hosts = unique(group.map(({ host }) => host));
  return {
    hosts,
    issuer: issuerName(tls?.chain ?? []),
    genuine: tls?.trust == null || tls.chain.length === 0 ? null : tls.trust.public === 'trusted',
    notYet: group.every(({ kind }) => kind === 'tls.not-yet-valid'),
    notBefore: tls?.chain[0]?.notBefore ?? null,
    notAfter: tls?.chain[0]?.notAfter ?? null,
    clock: clock.state,
    witnesses: clock.hosts.length,
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

/** Where nobody vouches for the clock, certificates of several owners that expire together speak against it. */
function confidenceOf({ genuine, clock }: Facts, owners: number): Confidence {
  if (genuine === null) return 'possible';
  if (clock === 'unproven') return genuine && owners > 1 ? 'possible' : 'likely';
  return genuine ? 'certain' : 'likely';
}

const CLOCK_WORDS = {
  agrees: (witnesses) =>
    `${counted(witnesses, 'server')} ${verb(witnesses, 'gives', 'give')} the same time as this machine, so its clock is right.`,
  wrong: () => 'The clock of this machine is wrong, but the certificate is outside its dates by the time of the servers as well.',
  unproven: () => 'No server vouches for the time of this machine, so its clock is not proved.',
} as const satisfies Record<Clock['state'], (witnesses: number) => string>;

function day(timestamp: string | null): string {
  return timestamp === null ? 'an unknown date' : timestamp.slice(0, 10);
}
