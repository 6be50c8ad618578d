/**
 * How much longer things take here than where the usual limits are ample, and what follows for them: on a long or thin
 * line a stage waits longer, and the deadline moves out, so that the controls after the rows get their turn. Both have
 * an end, and what the person has set is kept.
 */

import { leastRoundTripOf, type RoundTrip, roundTripOf, slownessOf } from '../knowledge/measurements/round-trips.ts';
import type { Phase } from '../model/phase.ts';
import { DEFAULT_LIMITS, type Limits } from '../model/profile.ts';
import { type Route, routeName } from '../model/target.ts';

/** A stage waits at most this many times as long. */
const MOST_FOR_A_STAGE = 2;

export interface Slowness {
  /** Takes note of what these phases of a probe cost; returns its round trip once it has one. */
  passed(route: Route, phases: readonly Phase[]): RoundTrip | null;
  /** A handshake of a row got no answer. */
  stalled(route: Route): void;
  /** How many times as long as usual things take on this route; on one that nothing is known of, as on the slowest. */
  on(route: Route): number;
  /** So many handshakes got no answer and none ended, so that a row need not wait for longer than usual. */
  isStalled(route: Route): boolean;
  most(): number;
}

interface Seen {
  known: RoundTrip[];
  least: RoundTrip[];
  stalled: number;
}

const STALLED_IN_A_ROW = 8;

/** Each route by itself: a quick direct one says nothing about a slow proxy. */
export function createSlowness(): Slowness {
  const routes = new Map<string, Seen>();
  const seenOn = (route: Route) => routes.get(routeName(route)) ?? { known: [], least: [], stalled: 0 };
  const slownessIn = ({ known, least }: Seen) => slownessOf(known.length > 0 ? known : least);
  const most = () => Math.max(1, ...[...routes.values()].map(slownessIn));
  return {
    passed(route, phases) {
      const seen = seenOn(route);
      const [known, least] = [roundTripOf(route, phases), leastRoundTripOf(route, phases)];
      if (known !== null) seen.known.push(known);
      if (least !== null) seen.least.push(least);
      if (seen.known.length + seen.least.length > 0) routes.set(routeName(route), seen);
      return known;
    },
    stalled(route) {
      seenOn(route).stalled += 1;
    },
    isStalled: (route) => seenOn(route).known.length === 0 && seenOn(route).stalled >= STALLED_IN_A_ROW,
    on(route) {
      const seen = routes.get(routeName(route));
      return seen === undefined ? most() : slownessIn(seen);
    },
    most,
  };
}

export function deadlineFor({ deadlineMs, longestMs = deadlineMs }: Limits, slowness: number): number {
  const wholeSeconds = Math.ceil((deadlineMs * slowness) / 1000) * 1000;
  return Math.max(deadlineMs, Math.min(longestMs, wholeSeconds));
}

/** How many times a usual lookup's limit the names take here: a resolver that does not answer costs each of them 5 s before the next one. */
export function lookupSlownessOf(lookupsMs: readonly number[]): number {
  const middle = lookupsMs.toSorted((a, b) => a - b)[Math.floor(lookupsMs.length / 2)] ?? 0;
  return Math.max(1, middle / DEFAULT_LIMITS.dnsMs);
}

export function stagesFor(limits: Limits, slowness: number): Limits {
  const times = Math.min(MOST_FOR_A_STAGE, slowness);
  if (limits.stageMs !== DEFAULT_LIMITS.stageMs) return limits;
  return { ...limits, stageMs: Math.round(limits.stageMs * times), dnsMs: Math.round(limits.dnsMs * times) };
}
