/**
 * GD314: this network loses packets, or a check failed once and passed on retry. `certain` needs two signs: connections late by whole
 * seconds (a full line causes other delays), and the kernel's own count of resent first packets (a busy machine resends none).
 */

import { hasPassedOnRetry } from '../../knowledge/measurements/retries.ts';
import { isSilence } from '../../knowledge/measurements/transient-failure.ts';
import { type FailureKind, failureLayer } from '../../model/failure.ts';
import type { Confidence } from '../../model/finding.ts';
import type { DnsObservation, Observation } from '../../model/observation.ts';
import { targetHost } from '../../model/target.ts';
import { normalizeHost } from '../../model/wildcard.ts';
import { lossOf, type PacketLoss } from '../facts/loss.ts';
import { unique } from '../facts/order.ts';
import { doubtAboutFailure } from '../facts/retries.ts';
import { shortWaitMs } from '../facts/silence.ts';
import { failedHost, type View } from '../facts/view.ts';
import { by, defineRule } from './rule.ts';
import { plural, toList } from './shared/wording.ts';

/** With fewer lost packets, the share is too imprecise to show. */
const WORTH_A_NUMBER = 5;

export const packetLoss = defineRule({
  code: 'GD314',
  scope: 'last-resort',
  excludes: {
    'download-too-slow': by.evidence,
    'resolver-silent': by.resolvedNames,
    'port-dropped': by.otherHosts,
    'machine-starved': by.hostFacts,
  },

  find(view) {
    const loss = lossOf(view);
    const transient = transientOf(view);
    const failing = view.failed.filter((observation) => isByLoss(view, observation));
    const isMeasured = loss.roundTrips !== null;
    if (!isMeasured && transient.length === 0) return [];
    return [
      {
        subject: 'network',
        confidence: confidenceOf(loss),
        accountsFor: failing.map(({ id }) => id),
        evidence: unique([...transient.map(({ id }) => id), ...loss.late]),
        requirements: unique(transient.flatMap(({ requirements }) => requirements)),
        facts: {
          certain: confidenceOf(loss) === 'certain',
          percent: percentOf(loss),
          connects: loss.connects,
          resent: isMeasured ? loss.resent : 0,
          segments: isMeasured ? loss.segments : null,
          transient: {
            count: transient.length,
            hosts: unique(transient.flatMap(({ target }) => targetHost(target) ?? [])),
            layers: unique(
              transient.flatMap(({ failure }) => (failure === null ? [] : (LAYERS[failureLayer(failure.kind)] ?? 'connection'))),
            ),
          },
          failing: failing.length,
        },
      },
    ];
  },

  summary: 'This network loses packets, so some attempts fail and succeed on retry.',
  why: 'The reason may be a congested or faulty line, weak Wi-Fi, a VPN, or a device that drops packets under load. Programs resend a lost packet after a second or more. If too many packets are lost, they give up.',
  stops: 'Nothing permanently. Sign-ins, downloads and builds are slow and sometimes fail.',
  otherwise: 'the servers or the machine may have been too busy for a moment',
  confusedWith: {
    'download-too-slow': 'every connection is slow; here only a few connections are late, by whole seconds.',
    'resolver-silent': 'the resolver does not answer a retry either; here the resolver answers the retry.',
    'port-dropped': 'one host does not answer a retry either, and other hosts always answer; here the host answers the retry.',
    'machine-starved': 'this machine reads answers too late; here this machine had to resend packets.',
  },
  byHand: [],
  byHandNote:
    'You see packet loss only over many attempts. If ICMP is allowed, “ping -c 100” to a host shows how many packets are lost, and mtr shows at which hop.',
  example: {
    // True if other causes are ruled out.
    certain: true,
    // The lost share of all packets in both directions, in percent; null if it was not measured.
    percent: { about: 5, low: 3, high: 8 },
    connects: 90,
    resent: 9,
    segments: null,
    // Requirements that got no answer at first and passed on retry, with the phase in which they first failed.
    transient: { count: 2, hosts: ['<host>'], layers: ['lookup'] },
    // The number of requirements that still fail, possibly because of packet loss.
    failing: 0,
  },
  titleIsOpen: true,
  title: ({ certain, percent, resent, transient }) => {
    const share = percent === null ? 'some' : `about ${percent.about} % of its`;
    if (resent > 0) return `This network ${certain ? '' : 'probably '}loses ${share} packets`;
    return `${plural(transient.count, 'check')} failed once and passed when retried: packets may get lost`;
  },
  evidence: ({ percent, connects, resent, segments, transient, failing }) => [
    ...(resent === 0
      ? []
      : [
          `${resent} of ${connects + resent} first packets of connections got no answer within a second and had to be sent again.`,
          ...(percent === null
            ? []
            : [`This is a loss of ${percent.low} to ${percent.high} % of all packets, in both directions together.`]),
        ]),
    segments !== null && `During the measurement, the machine resent ${segments.resent} of ${segments.sent} TCP segments.`,
    transient.count !== 0 &&
      `${plural(transient.count, 'check')} (${toList(transient.layers)}) of ${toList(transient.hosts)} failed once and passed when retried.`,
    failing !== 0 && `${plural(failing, 'check')} got no answer; packet loss alone can explain this.`,
  ],
  fixes: ({ percent, resent, connects, transient }) => [
    {
      owner: 'network-team',
      text: `${resent === 0 ? `Packets between us and the internet may get lost: ${plural(transient.count, 'check')} failed once and passed when retried` : `Packets between us and the internet get lost${percent === null ? '' : `, about ${percent.about} % of them`}: ${resent} of ${connects + resent} first packets of connections had to be sent again`}. Please look for errors and drops on the interfaces, a congested line, and devices that drop packets under load.`,
    },
    { owner: 'you', text: 'Measure again over a wire instead of Wi-Fi, and without a VPN, to see where the packets get lost.' },
  ],
});

const LAYERS: Readonly<Record<string, string>> = {
  dns: 'lookup',
  tcp: 'connection',
  tunnel: 'proxy tunnel',
  tls: 'TLS handshake',
  http: 'HTTP answer',
};

/**
 * Requirements that got no answer and passed on retry; a reset, a close or a SERVFAIL is not a lost packet. A wait that was too short, or
 * during which this program did not run, may have missed the answer.
 */
function transientOf(view: View): Observation[] {
  const passed = [...view.retried.values()].filter(hasPassedOnRetry).map(({ first }) => first);
  // The system lookup reports even a refusal as "no answer".
  const refused = new Set(passed.flatMap((first) => (first.probe === 'dns' && isRefused(first) ? normalizeHost(first.name) : [])));
  return passed.filter((first) => {
    if (first.failure === null || !isSilence(first.failure.kind)) return false;
    if (first.stalled !== undefined || shortWaitMs(view, first) !== null) return false;
    return failureLayer(first.failure.kind) !== 'dns' || !refused.has(normalizeHost(failedHost(first) ?? ''));
  });
}

const REFUSED: ReadonlySet<FailureKind> = new Set<FailureKind>(['dns.servfail', 'dns.refused']);

function isRefused({ answers }: DnsObservation): boolean {
  return answers.some(({ failure }) => failure !== null && REFUSED.has(failure.kind));
}

function isByLoss(view: View, observation: View['failed'][number]): boolean {
  const doubt = doubtAboutFailure(view, observation);
  return doubt !== null && doubt !== 'short';
}

function confidenceOf({ roundTrips, countedByKernel }: PacketLoss): Confidence {
  if (roundTrips === null) return 'possible';
  return countedByKernel ? 'certain' : 'likely';
}

/** Either direction may lose a packet, so the packet loss is about half of the round-trip loss. */
function percentOf({ roundTrips, resent }: PacketLoss) {
  if (roundTrips === null || resent < WORTH_A_NUMBER) return null;
  const ofPackets = (share: number) => Math.max(1, Math.round((1 - Math.sqrt(1 - share)) * 100));
  return { about: ofPackets(roundTrips.share), low: ofPackets(roundTrips.low), high: ofPackets(roundTrips.high) };
}
