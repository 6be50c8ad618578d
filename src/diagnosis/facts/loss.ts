/**
 * How much this network loses, as far as it was measured. The unit is the round trip of a first packet: it, or its answer, was lost.
 * Whether a failure may be nothing else follows from how often a packet would have had to be lost.
 */
import { connectTimes } from '../../knowledge/measurements/connect-times.ts';
import type { HostFacts } from '../../model/host-facts.ts';
import type { Observation } from '../../model/observation.ts';
import { perView } from './memo.ts';
import { inPlanOrder } from './order.ts';
import { failedHost, type View } from './view.ts';

export interface Loss {
  /** Connections that opened, and first packets that were sent again before they did. */
  connects: number;
  resent: number;
  /** Observations with a connection that was late by whole seconds. */
  late: string[];
  /** Share of round trips that were lost, with the bounds within which it lies 19 times of 20; null: too few to tell, or too unclear. */
  roundTrips: { share: number; low: number; high: number } | null;
  /** No packet was seen to be lost, nor are the times those of a full line: a silence, a retry and a pass beside it are no chance then. */
  isSteady: boolean;
  /** The kernel counted these first packets. */
  countedByKernel: boolean;
  /** Segments that this machine sent meanwhile, and those sent again. */
  segments: { sent: number; resent: number } | null;
}

/** Fewer late connections may be one bad moment; fewer of ours leave it open whether the kernel counted another program's. */
const FEWEST = { byTimes: 3, byKernel: 2, certain: 3, oursAmongCertain: 2 };
/**
 * Where more is unclear, the times are those of a line that is full or of a machine that is too busy. A kernel is never too busy
 * to count, so that only a full line is left.
 */
const MOST_UNCLEAR = { byTimes: 1 / 6, byKernel: 1 / 3 };

export const lossOf = perView((view: View): Loss => {
  const observations = inPlanOrder(view.session.observations);
  const times = connectTimes(observations);
  const segments = segmentsOf(observations);
  const counted = segments === null ? 0 : segments.firstResent - resentInVain(observations);
  const by = times.resent > 0 && counted >= times.resent ? 'byKernel' : 'byTimes';
  const [resent, connects] = by === 'byKernel' ? [counted, times.opened] : [times.resent, times.connects];
  const isClear = times.unclear <= times.connects * MOST_UNCLEAR[by];
  const roundTrips = resent >= FEWEST[by] && isClear ? shareOf(resent, connects + resent) : null;
  const countedByKernel = by === 'byKernel' && resent >= FEWEST.certain && times.resent >= FEWEST.oursAmongCertain;
  return { connects, resent, late: times.late, roundTrips, isSteady: resent === 0 && isClear, countedByKernel, segments };
});

/** At most one first packet a second to what never accepted. */
function resentInVain(observations: readonly Observation[]): number {
  const attempts = observations.flatMap(({ phases }) => phases.flatMap((phase) => (phase.name === 'tcp' ? phase.attempts : [])));
  return attempts.reduce((sum, { failure, durationMs }) => sum + (failure === null ? 0 : Math.floor(durationMs / 1000)), 0);
}

/** Wilson's score interval for a share of so many trials, at 95 %. */
function shareOf(lost: number, trials: number): NonNullable<Loss['roundTrips']> {
  const z = 1.96;
  const share = lost / trials;
  const middle = share + z ** 2 / (2 * trials);
  const width = z * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return { share, low: (middle - width) / scale, high: (middle + width) / scale };
}

function segmentsOf(observations: readonly Observation[]): NonNullable<HostFacts['tcpCounters']> | null {
  const counters = observations.flatMap((one) => (one.probe === 'host' ? (one.facts?.tcpCounters ?? []) : []));
  const [first, last] = [counters[0], counters.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const between = { sent: last.sent - first.sent, resent: last.resent - first.resent, firstResent: last.firstResent - first.firstResent };
  return between.sent > 0 && between.resent >= 0 && between.firstResent >= 0 ? between : null;
}

/** Of a hundred runs on such a network in so many at least, one failure like this is chance. */
const MAY_BE_CHANCE = 0.02;

/**
 * The measured loss alone may make so many failures of this kind, retry included, among all that were measured: what is rare
 * enough to come once by chance does not come twice (Poisson's distribution, its first term).
 */
export function mayBeLoss(view: View, observation: Observation, failedAgain: boolean): boolean {
  const { roundTrips } = lossOf(view);
  if (roundTrips === null) return false;
  const once = chanceOfSilence(view, observation, roundTrips.share);
  const expected = once ** (failedAgain ? 2 : 1) * view.web.length;
  return chanceOfSoMany(expected, alike(view).get(groupOf(observation)) ?? 1) > MAY_BE_CHANCE;
}

/** How many failures there are of one kind on routes of one sort; a name that got no answer is one, however many rows have it. */
const alike = perView((view: View): ReadonlyMap<string, number> => {
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

/** How likely a stage stays without an answer by loss alone: every one of its packets, or each time the answer, has to be lost. */
function chanceOfSilence(view: View, { failure }: Observation, share: number): number {
  const { stageMs } = view.session.limits;
  const sends = Math.floor(Math.log2(stageMs / 1000 + 1)) + 1;
  switch (failure?.kind) {
    case 'dns.timeout':
    case 'dns.unavailable':
      // Both families have to be answered, and it is asked three times.
      return (1 - (1 - share) ** 2) ** 3;
    case 'tcp.timeout':
      return share ** sends;
    case 'tunnel.timeout':
    case 'tls.timeout':
    case 'http.timeout':
      // Several packets each way, each sent again after 0.2, 0.6, 1.4 and 3 s.
      return Math.min(1, 4 * share ** (sends + 1));
    default:
      return 0;
  }
}
