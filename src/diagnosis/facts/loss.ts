/**
 * The measured packet loss of this network. Its unit is one round trip: the first packet or its answer was lost. This rate decides whether
 * packet loss alone explains a failure.
 */
import { connectTimes } from '../../knowledge/measurements/connect-times.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { HostObservation, Observation } from '../../model/observation.ts';
import { observationsOfProbe } from './log.ts';
import { memoize, perLog } from './memo.ts';
import { failedHost, type View } from './view.ts';

export interface PacketLoss {
  /** Connections that opened, and how often their first packet was resent. */
  connects: number;
  resent: number;
  /** Observations with a connection that was late by whole seconds. */
  late: string[];
  /** The share of lost round trips with its 95 % confidence interval; null if too few connections opened or too many times are unclear. */
  roundTrips: { share: number; low: number; high: number } | null;
  /** True if no packet loss was seen and the line is not full, so that a timeout whose retry passes has another cause. */
  isSteady: boolean;
  /** True if the kernel counted these resent packets. */
  countedByKernel: boolean;
  /** Segments that this machine sent and resent in that time. */
  segments: { sent: number; resent: number } | null;
}

/** Minimum counts. Fewer late connections may come from one bad moment, and fewer resent packets from another program. */
const FEWEST = { byTimes: 3, byKernel: 2, certain: 3, oursAmongCertain: 2 };
/**
 * The maximum share of unclear times. Above it, the line is full or the machine too busy. The limit is higher with the kernel's count,
 * which rules out a busy machine.
 */
const MAX_UNCLEAR = { byTimes: 1 / 6, byKernel: 1 / 3 };

export const lossOf = perLog((view: View): PacketLoss => {
  const times = connectTimes(view.measured);
  const segments = segmentsOf(observationsOfProbe(view, 'host'));
  const counted = segments === null ? 0 : segments.firstResent - times.resentInVain;
  const by = times.resent > 0 && counted >= times.resent ? 'byKernel' : 'byTimes';
  const [resent, connects] = by === 'byKernel' ? [counted, times.opened] : [times.resent, times.connects];
  const isClear = times.unclear <= times.connects * MAX_UNCLEAR[by];
  const roundTrips = resent >= FEWEST[by] && isClear ? shareOf(resent, connects + resent) : null;
  const countedByKernel = by === 'byKernel' && resent >= FEWEST.certain && times.resent >= FEWEST.oursAmongCertain;
  return { connects, resent, late: times.late, roundTrips, isSteady: resent === 0 && isClear, countedByKernel, segments };
});

/** Wilson's score interval for a proportion, at 95 %. */
function shareOf(lost: number, trials: number): NonNullable<PacketLoss['roundTrips']> {
  const z = 1.96;
  const share = lost / trials;
  const middle = share + z ** 2 / (2 * trials);
  const width = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return { share, low: (middle - width) / scale, high: (middle + width) / scale };
}

function segmentsOf(hosts: readonly HostObservation[]): NonNullable<HostFacts['tcpCounters']> | null {
  const counters = hosts.flatMap(({ facts }) => facts?.tcpCounters ?? []);
  const [first, last] = [counters[0], counters.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const between = { sent: last.sent - first.sent, resent: last.resent - first.resent, firstResent: last.firstResent - first.firstResent };
  return between.sent > 0 && between.resent >= 0 && between.firstResent >= 0 ? between : null;
}

/** Loss may explain a failure if at least this share of runs on such a network shows a failure like it. */
const MAY_BE_CHANCE = 0.02;

/**
 * True if the measured loss alone may cause this many failures of the kind, including a failed retry. An event so rare that it may happen
 * once by chance does not happen twice (first term of the Poisson distribution).
 */
export function mayBeLoss(view: View, observation: Observation, retryFailed: (view: View, observation: Observation) => boolean): boolean {
  const { roundTrips } = lossOf(view);
  if (roundTrips === null) return false;
  const once = chanceOfSilence(view, observation, roundTrips.share);
  const expected = once ** (retryFailed(view, observation) ? 2 : 1) * view.web.length;
  return chanceOfSoMany(expected, alike(view).get(groupOf(observation)) ?? 1) > MAY_BE_CHANCE;
}

/** Number of failures per kind and route. An unanswered name counts once, however many requirements need it. */
const alike = memoize((view: View): ReadonlyMap<string, number> => {
  const groups = Map.groupBy(view.failed, groupOf);
  return new Map([...groups].map(([group, failed]) => [group, new Set(failed.map(drawOf)).size]));
});

function groupOf({ failure, route, probe }: Observation): string {
  return `${failure?.kind} ${route.via} ${probe === 'dns'}`;
}

function drawOf(observation: Observation): string {
  return observation.failure?.kind.startsWith('dns.') ? (failedHost(observation) ?? observation.id) : observation.id;
}

function chanceOfSoMany(expected: number, count: number): number {
  let chance = 1;
  for (let nth = 1; nth <= count; nth += 1) chance *= Math.min(1, expected / nth);
  return chance;
}

/** Probability that loss alone leaves a stage unanswered: every packet of the stage, or every answer, must be lost. */
function chanceOfSilence(view: View, { failure }: Observation, share: number): number {
  const { stageMs } = view.session.limits;
  const sends = Math.floor(Math.log2(stageMs / 1000 + 1)) + 1;
  switch (failure?.kind) {
    case 'dns.timeout':
    case 'dns.unavailable':
      // A lookup needs an answer for both address families, and is sent three times.
      return (1 - (1 - share) ** 2) ** 3;
    case 'tcp.timeout':
      return share ** sends;
    case 'tunnel.timeout':
    case 'tls.timeout':
    case 'http.timeout':
      // A handshake sends several packets each way, each resent after 0.2, 0.6, 1.4 and 3 s.
      return Math.min(1, 4 * share ** (sends + 1));
    default:
      return 0;
  }
}
