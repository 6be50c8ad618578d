/** GD308: the certificate is outside its validity, and the clock of this machine is not the reason. */
import type { FailureKind } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import { type Clock, clockBeside } from '../evidence/clock.ts';
import { type FailedHop, failedHops, phaseOfHop } from '../evidence/hops.ts';
import { publishedOwner } from '../evidence/owner-of-host.ts';
import { issuerName } from '../evidence/tls-proof.ts';
import { counted, listed, unique, verb } from '../evidence/wording.ts';
import { rule } from '../rule.ts';

interface Facts {
  hosts: string[];
  issuer: string | null;
  /** The chain ends in a public root: it is the owner's own certificate. */
  genuine: boolean;
  notYet: boolean;
  notBefore: string | null;
  notAfter: string | null;
  clock: Clock;
  gitpod: boolean;
}

const OUTSIDE: ReadonlySet<FailureKind> = new Set<FailureKind>(['tls.expired', 'tls.not-yet-valid']);

export const certificateExpired = rule<Facts>({
  code: 'GD308',
  scope: 'mechanism',

  find(view) {
    const outside = failedHops(view, OUTSIDE);
    if (outside.length === 0) return [];
    const clock = clockBeside(view, new Set(outside.map(({ host }) => host)));
    return [...Map.groupBy(outside, certificateKey).values()].map((group) => {
      const facts = factsOf(group, clock);
      return {
        subject: facts.genuine ? listed(facts.hosts, 1) : (facts.issuer ?? listed(facts.hosts, 1)),
        confidence: confidenceOf(facts),
        accountsFor: group.map(({ observation }) => observation.id),
        facts,
      };
    });
  },

  explanation: {
    summary: 'A certificate is outside its period of validity.',
    why: 'Its owner did not renew it in time. If an inspecting device made it, that device’s own authority has expired or its clock is wrong. A wrong clock on this machine gives the same error, so it is compared with the clocks of the other hosts first.',
    stops: 'Every program that verifies certificates refuses the connection.',
    confusedWith: [
      { name: 'clock-wrong', apart: 'There the Date headers of all hosts differ from this clock; here they agree with it.' },
      { name: 'tls-intercepted', apart: 'There the authority is a private one; here only the date is wrong.' },
    ],
    byHand: ['openssl s_client -connect <host>:443 -servername <host> </dev/null | openssl x509 -noout -dates -issuer', 'date -u'],
    example: {
      hosts: ['<host>'],
      issuer: '<issuer>',
      genuine: true,
      notYet: false,
      notBefore: null,
      notAfter: '<date>',
      clock: { state: 'agrees', hosts: 1, skewMs: 0 },
      gitpod: false,
    },
    title: ({ hosts, notYet, notBefore, notAfter }) =>
      notYet
        ? `The certificate of ${listed(hosts)} is not valid before ${day(notBefore)}`
        : `The certificate of ${listed(hosts)} expired on ${day(notAfter)}`,
    evidence: ({ issuer, genuine, notBefore, notAfter, clock }) => [
      `Valid from ${notBefore ?? 'an unknown date'} to ${notAfter ?? 'an unknown date'}, signed by “${issuer ?? 'an unnamed issuer'}”, ${genuine ? 'which leads to a public root' : 'which leads to no public root'}.`,
      clockText(clock),
    ],
    fixes: ({ hosts, genuine, gitpod, clock, issuer, notAfter }) => [
      ...(clock.state === 'wrong'
        ? [
            {
              owner: 'you' as const,
              text: `Set the clock of this machine first: other hosts say it is off by ${counted(Math.round(Math.abs(clock.skewMs) / 60_000), 'minute')}.`,
              command: 'timedatectl set-ntp true',
            },
          ]
        : []),
      genuine
        ? {
            owner: gitpod ? ('gitpod' as const) : ('you' as const),
            text: gitpod
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
  if (tls?.trust?.public !== 'trusted') return `private ${issuerName(tls?.chain ?? []) ?? host}`;
  return `public ${tls.chain[0]?.sha256 ?? host}`;
}

function factsOf(group: readonly FailedHop[], clock: Clock): Facts {
  const [first] = group;
  const tls = first === undefined ? undefined : phaseOfHop(first.observation, 'tls', first.hop);
  const hosts = unique(group.map(({ host }) => host));
  return {
    hosts,
    issuer: issuerName(tls?.chain ?? []),
    genuine: tls?.trust?.public === 'trusted',
    notYet: group.every(({ kind }) => kind === 'tls.not-yet-valid'),
    notBefore: tls?.chain[0]?.notBefore ?? null,
    notAfter: tls?.chain[0]?.notAfter ?? null,
    clock,
    gitpod: hosts.some((host) => publishedOwner(host) === 'Gitpod'),
  };
}

function confidenceOf({ genuine, clock }: Facts): Confidence {
  if (clock.state === 'wrong') return 'possible';
  return clock.state === 'agrees' && genuine ? 'certain' : 'likely';
}

function clockText({ state, hosts, skewMs }: Clock): string {
  if (state === 'unproven') return 'No other host sent its time, so this machine’s clock is not proved.';
  const seen = `${counted(hosts, 'other host')} ${verb(hosts, 'gives', 'give')}`;
  return state === 'agrees'
    ? `${seen} the same time as this machine, so its clock is right.`
    : `${seen} a time that differs by ${counted(Math.round(Math.abs(skewMs) / 1000), 'second')}: the clock of this machine may be the cause.`;
}

function day(timestamp: string | null): string {
  return timestamp === null ? 'an unknown date' : timestamp.slice(0, 10);
}
